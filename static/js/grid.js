// The rating grid with a keyboard: arrows between cells, Enter, Escape, a count of changed cells and a warning before
// they are lost. Without this file the grid is a plain form, and saving needs nothing of it.
const form = document.querySelector("[data-grid]");
const count = form.querySelector("[data-count]");
const rows = [...form.querySelectorAll("tbody tr")];
const fields = [...form.querySelectorAll("[data-field]")];
const cells = new Set(fields.map((field) => field.closest("td")));

const fieldsIn = (cell) => [...cell.querySelectorAll("[data-field]")];
const isChanged = (cell) => fieldsIn(cell).some((field) => field.value.trim() !== field.dataset.stored);

function changedCells() {
  return [...cells].filter(isChanged).length;
}

function follow(cell) {
  cell.classList.toggle("grid-changed", isChanged(cell));
  const changed = changedCells();
  const news = changed === 1 ? "1 cell changed" : `${changed} cells changed`;
  const said = changed || count.textContent ? `${news}, not saved yet` : "";
  // Only what is new: it is a live region, and a screen reader would say the same text again.
  if (count.textContent !== said) count.textContent = said;
}

function goTo(field) {
  field?.focus();
  field?.select();
}

// The next cell with a rating, so many rows down and columns across, at the same one of its fields.
function neighbour(field, down, across) {
  const cell = field.closest("td");
  let row = rows.indexOf(cell.parentElement) + down;
  let column = cell.cellIndex + across;
  // Column 0 names the row. A cell without fields is passed over: its rating is missing.
  for (; rows[row] && column > 0 && (!across || rows[row].cells[column]); row += down, column += across) {
    const found = rows[row].cells[column]?.querySelector(`[data-field="${field.dataset.field}"]`);
    if (found) return found;
  }
  return undefined;
}

function restore(cell) {
  fieldsIn(cell).forEach((field) => {
    field.value = field.dataset.stored;
  });
  follow(cell);
}

// Left and right leave a field only where its text ends, or while all of it is selected.
function isAtEdge(field, across) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (across < 0 ? 0 : value.length);
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(event) {
  const field = event.target;
  // Alt, Shift and the Mac's command key with an arrow belong to the browser: going back, selecting, the line's end.
  if (!field.dataset.field || event.altKey || event.metaKey || event.shiftKey) return;
  const [down, across] = MOVES[event.key] ?? [0, 0];
  if (event.ctrlKey) { // to the first and the last rating, as in a spreadsheet
    if (event.key !== "Home" && event.key !== "End") return;
    goTo(fields.filter((other) => other.dataset.field === "value").at(event.key === "Home" ? 0 : -1));
  } else if (event.key === "Escape") {
    restore(field.closest("td"));
    field.select();
  } else if (down || (across && isAtEdge(field, across))) {
    goTo(neighbour(field, down, across));
  } else return;
  event.preventDefault();
}

let isSent = false;
form.addEventListener("keydown", onKey);
form.addEventListener("input", (event) => {
  if (event.target.dataset.field) follow(event.target.closest("td"));
});
form.addEventListener("submit", () => {
  isSent = true;
});
window.addEventListener("beforeunload", (event) => {
  // The browser asks then whether to leave, in words of its own.
  if (!isSent && changedCells()) event.preventDefault();
});
// Shown from here, as without this file the keys would do nothing.
document.querySelector("[data-keys]").hidden = false;
// A form that was refused, or that the browser filled in again on going back, comes with changes in it.
cells.forEach(follow);
