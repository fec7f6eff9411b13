// The what-if page with JavaScript: a slider beside each number, and buttons that need no new page. What comes of it is
// the server's business, which htmx asks. Without this file the numbers, the buttons and “Show the ranking” do it all.
const panel = document.querySelector("#panel");
const status = panel.querySelector("[role=status]");
const fields = [...panel.querySelectorAll("input[type=number]")];
const sliderOf = (field) => panel.querySelector(`[data-slider="${field.id}"]`);

for (const field of fields) {
  const slider = sliderOf(field);
  slider.hidden = false;
  slider.addEventListener("input", () => {
    field.value = slider.value;
  });
  field.addEventListener("input", () => {
    slider.value = field.value || field.dataset.start;
  });
  field.addEventListener("change", () => {
    if (!field.value) field.value = field.dataset.start;
  });
}

for (const button of panel.querySelectorAll("[name=step]")) {
  const step = Number(button.value.split(":")[1]);
  button.type = "button";
  button.removeAttribute("name"); // or htmx would send it along, and the server take the step once more
  button.addEventListener("click", () => {
    const field = button.parentElement.querySelector("input");
    field.stepUp(step);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

if (window.htmx) {
  panel.querySelector("[data-strip]").hidden = false;
  for (const button of panel.querySelectorAll("[data-submit]")) button.hidden = true;
  document.addEventListener("htmx:afterSettle", () => {
    const problem = panel.querySelector(".field-error");
    const news = (problem ?? document.querySelector("#outcome-title")).textContent;
    if (status.textContent !== news) status.textContent = news;
    for (const field of fields) {
      if (document.querySelector(`#note-${field.id} .field-error`)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });
  // An error is for the browser to show, as without JavaScript.
  document.addEventListener("htmx:responseError", () => panel.submit());
  document.addEventListener("htmx:sendError", () => {
    const news = "No answer from the site. Change something to try again.";
    document.querySelector("#outcome-title").textContent = status.textContent = news;
  });
}
