// Draws the list of the API's addresses from its description, in the colours that the device prefers.
(() => {
  const place = document.getElementById("swagger-ui");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  // Swagger UI has dark colors but does not look at the device: it follows this class.
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();
  window.SwaggerUIBundle({
    url: place.dataset.openapi,
    domNode: place,
    defaultModelsExpandDepth: 0,
    syntaxHighlight: false, // its colours are too pale to read
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
})();
