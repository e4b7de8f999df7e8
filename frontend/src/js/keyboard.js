// Shortcuts. A single letter never acts while one types, nor with a modifier, nor under an open dialog.
import { $, $$, isTyping, make, on, word } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { edit } from "./inline.js";
import { openPalette } from "./palette.js";

let goes = 0; // when `g` was pressed, to wait for its letter

const visible = (element) => element.getClientRects().length > 0;
const nameOf = (element) => element.getAttribute("aria-label") || element.title || element.textContent.trim() || element.placeholder;

// The page's own shortcut wins over the one that stands on every page.
const shortcuts = (key) => $$(`[data-shortcut${key ? `="${CSS.escape(key)}"` : ""}]`).filter(visible)
  .sort((one, other) => Boolean(other.closest("main")) - Boolean(one.closest("main")));

function press(element) {
  isTyping(element) ? (element.focus(), element.select?.()) : element.click();
}

// In a list the letters walk from row to row; on a record, from one to the next of the list it was opened from.
const rows = () => $$("main table.es-table tbody tr").filter((row) => visible(row) && $("a[href]", row));
function walk(step) {
  const found = rows();
  if (!found.length) return $(`main [rel=${step > 0 ? "next" : "prev"}]`)?.click();
  const here = found.indexOf(document.activeElement.closest("tr"));
  const row = found[here < 0 ? (step > 0 ? 0 : found.length - 1) : here + step];
  ($(".es-main a[href]", row ?? found[here]) ?? $("a[href]", row ?? found[here])).focus();
  row?.scrollIntoView({ block: "nearest" });
}
const row = () => document.activeElement.closest("main tbody tr");
const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  x: () => $("[data-bulk-item]", row() ?? document.body)?.click(),
  e: () => { const cell = row() && $("[data-edit]", row()); if (cell) edit(cell); return Boolean(cell); },
};

function help() {
  const dialog = $("#es-help");
  if (!dialog) return;
  const list = $("[data-keys]", dialog);
  for (const old of $$("[data-extra]", list)) old.remove();
  const line = (label, ...keys) => list.append(
    make("dt", { "data-extra": true, text: label }),
    make("dd", { "data-extra": true }, ...keys.flatMap((key) => [make("kbd", { text: key }), " "])),
  );
  const listed = new Set();
  for (const element of shortcuts()) {
    if (!listed.has(element.dataset.shortcut)) line(nameOf(element), element.dataset.shortcut);
    listed.add(element.dataset.shortcut);
  }
  if (rows().length) {
    line(word("walk"), "j", "k");
    if ($("main [data-bulk-item]")) line(word("choose"), "x");
    if ($("main tbody [data-edit]")) line(word("editcell"), "e");
  } else if ($("main [rel=next], main [rel=prev]")) line(word("neighbours"), "j", "k");
  for (const link of $$("[data-go]")) line(word("nav", { name: $("span", link)?.textContent ?? nameOf(link) }), "g", link.dataset.go);
  openDialog(dialog);
}

on("click", "[data-help]", help);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    return openPalette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || $("dialog[open]")) return;
  if (goes && Date.now() - goes < 1500) {
    goes = 0;
    const link = $(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "g") { goes = Date.now(); return; }
  if (event.key === "?") { event.preventDefault(); return help(); }
  if (event.key === "/") {
    event.preventDefault();
    const field = $("[data-search]");
    return field && visible(field) ? press(field) : openPalette();
  }
  const act = KEYS[event.key];
  if (act && (event.key !== "x" || row()) && act() !== false) return event.preventDefault();
  const target = shortcuts(event.key)[0];
  if (target) { event.preventDefault(); press(target); }
});
