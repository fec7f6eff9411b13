// Conveniences on the result page. Without this file its address and QR code stand on the page, and the browser prints.

function tell(button, text) {
  button.parentElement.querySelector("[data-told]").textContent = text;
}

// Buttons are hidden in the page, since without this file they would do nothing.
function offer(selector, action) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => action(button));
  }
}

async function copyLink(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(button, "Link copied.");
  } catch {
    tell(button, "Your browser did not allow copying. The link stands on this page.");
  }
}

async function share(button) {
  try {
    await navigator.share({ title: document.title, url: button.dataset.share });
  } catch (error) {
    // Whoever closes the dialog without sharing need not be told.
    if (error.name !== "AbortError") tell(button, "Your device did not share it. The link stands on this page.");
  }
}

// What this browser may manage: pairs of share id and edit key, the newest last. Only browsers know them; the page that
// the server sends to everybody does not.
const STORE = "framework-advisor.results";
const KEPT = 100;
// Checked even in the storage, because a key becomes a part of an address.
const KEY = /^[-\w]+$/;

function ownResults() {
  try {
    return JSON.parse(localStorage.getItem(STORE)).filter(([shareId, editKey]) => KEY.test(shareId) && KEY.test(editKey));
  } catch {
    return []; // nothing stored, storage switched off, or not what this file stores
  }
}

function remember(shareId, editKey) {
  try {
    localStorage.setItem(STORE, JSON.stringify([...ownResults(), [shareId, editKey]].slice(-KEPT)));
  } catch {
    // Storage is switched off or full; the private link still leads to the owner’s page.
  }
}

// Finishing leads from an address with the edit key to the result, so the referrer holds it just then.
function keyInReferrer() {
  const { origin, pathname } = new URL(document.referrer || "about:blank");
  return origin === location.origin ? pathname.match(/^\/advise\/([-\w]+)\//)?.[1] : undefined;
}

function offerToManage(box) {
  const shareId = box.dataset.result;
  const known = ownResults().find(([other]) => other === shareId)?.[1];
  const editKey = known ?? keyInReferrer();
  if (!editKey) return;
  if (!known) remember(shareId, editKey);
  const offered = box.querySelector("[data-manage]");
  offered.querySelector("a").href = `/advise/${editKey}/`;
  offered.hidden = false;
}

// Browsers have the clipboard and sharing on HTTPS and on this machine only, and some have no sharing.
if (navigator.clipboard) offer("[data-copy]", copyLink);
if (navigator.share) offer("[data-share]", share);
offer("[data-print]", () => window.print());
document.querySelectorAll("[data-result]").forEach(offerToManage);
