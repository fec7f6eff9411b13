// A button that copies, beside each command, file and badge. Without this file they can be selected.

async function copyCode(pre, button) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
}

function offerToCopy(pre) {
  const box = document.createElement("div");
  const button = document.createElement("button");
  box.className = "copyable";
  button.className = "btn btn-outline-primary";
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copyCode(pre, button));
  pre.replaceWith(box);
  box.append(pre, button);
}

// Browsers have the clipboard on HTTPS and on this machine only.
if (navigator.clipboard) document.querySelectorAll(".first-page pre, .add-ons pre, .share pre").forEach(offerToCopy);
