// Lists of records: a click with Shift adds a column to the sort; the page of a record knows the list it came from.
import htmx from "htmx.org";
import { all, on, ready } from "./dom.js";

on("click", "[data-sort-add]", (event, link) => {
  if (!event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  htmx.ajax("GET", link.dataset.sortAdd, { target: "#list", swap: "outerHTML", source: link.closest("#list") });
}, true);

// Only the query string is kept, in this tab: no name, no value of a record.
const key = (path) => `es-list:${path}`;
function remember() {
  const list = document.querySelector("[data-list-of]");
  if (list) sessionStorage.setItem(key(list.dataset.listOf), location.search);
}
ready((root) => {
  if (root === document.body || root.id === "list") remember();
  for (const slot of all(root, "[data-neighbours]")) {
    const query = sessionStorage.getItem(key(slot.dataset.list));
    if (query !== null) htmx.ajax("GET", slot.dataset.neighbours + query, { target: slot, swap: "innerHTML" });
  }
});
for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) document.addEventListener(name, remember);

// A row of checkboxes whose order counts: buttons, Alt with the arrows, or the mouse.
function move(item, step) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  step < 0 ? other.before(item) : other.after(item);
}
on("click", "[data-move]", (event, button) => {
  const item = button.closest("[data-movable]");
  move(item, Number(button.dataset.move));
  button.focus();
});
on("keydown", "[data-movable]", (event, item) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const focused = document.activeElement;
  move(item, event.key === "ArrowUp" ? -1 : 1);
  focused?.focus();
});
let dragged = null;
on("dragstart", "[data-movable]", (event, item) => {
  dragged = item;
  event.dataTransfer.effectAllowed = "move";
});
on("dragover", "[data-movable]", (event, item) => {
  if (!dragged || dragged === item || dragged.parentElement !== item.parentElement) return;
  event.preventDefault();
  const box = item.getBoundingClientRect();
  event.clientY < box.top + box.height / 2 ? item.before(dragged) : item.after(dragged);
});
on("dragend", "[data-movable]", () => { dragged = null; });

on("click", "[data-empty]", (event, button) => {
  document.querySelector(button.dataset.empty)?.replaceChildren();
  document.querySelector("#list-tools a")?.focus();
});
