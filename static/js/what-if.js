// The what-if page with JavaScript: a slider beside each exact number, and buttons that need no new page. What comes of
// it is the server's business, which htmx asks. Without this file the levels, the numbers, the buttons and “Show the
// ranking” do it all.
const panel = document.querySelector("#panel");
const status = panel.querySelector("[role=status]");
const fields = () => [...panel.querySelectorAll("input[type=number]")];
const sliderOf = (field) => panel.querySelector(`[data-slider="${field.id}"]`);

// The exact numbers come anew from the server whenever a level is chosen.
function prepare() {
  for (const slider of panel.querySelectorAll("[data-slider]")) slider.hidden = false;
  for (const button of panel.querySelectorAll("[name=step]")) {
    button.type = "button";
    button.dataset.step = button.value.split(":")[1];
    button.removeAttribute("name"); // or htmx would send it along, and the server take the step once more
  }
}

panel.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-step]");
  if (!button) return;
  const field = button.parentElement.querySelector("input");
  field.stepUp(Number(button.dataset.step));
  // A script's change sends no event by itself, and htmx and the slider wait for one.
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Before htmx, which listens on the form within, sends what the fields hold.
panel.addEventListener("input", ({ target }) => {
  if (target.dataset.slider) panel.querySelector(`#${target.dataset.slider}`).value = target.value;
  else if (target.type === "number") sliderOf(target).value = target.value || target.dataset.start;
}, true);

panel.addEventListener("change", ({ target }) => {
  // An emptied field counts as in the result, so that is what it shows once it is left.
  if (target.type === "number" && !target.value) target.value = target.dataset.start;
});

prepare();
if (window.htmx) {
  panel.querySelector("[data-strip]").hidden = false;
  for (const button of panel.querySelectorAll("[data-submit]")) button.hidden = true;
  document.addEventListener("htmx:afterSettle", () => {
    prepare();
    const problem = panel.querySelector(".field-error");
    const news = (problem ?? document.querySelector("#outcome-title")).textContent;
    // A live region: setting the same text would have it read again.
    if (status.textContent !== news) status.textContent = news;
    // The fields are not always swapped, so that typing is not interrupted; the notes beside them are.
    for (const field of fields()) {
      if (document.querySelector(`#note-${field.id} .field-error`)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });
  // An error is for the browser to show, as without JavaScript.
  document.addEventListener("htmx:responseError", ({ detail }) => detail.elt.closest("form").submit());
  document.addEventListener("htmx:sendError", () => {
    const news = "No answer from the site. Change something to try again.";
    document.querySelector("#outcome-title").textContent = status.textContent = news;
  });
}
