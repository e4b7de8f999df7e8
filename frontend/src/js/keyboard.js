// Shortcuts. A single letter never acts while one types, nor with a modifier, nor under an open dialog.
import { $, $$, isTyping, make, on, word } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { openPalette } from "./palette.js";

let goes = 0; // when `g` was pressed, to wait for its letter

const visible = (element) => element.getClientRects().length > 0;
const nameOf = (element) => element.getAttribute("aria-label") || element.title || element.textContent.trim() || element.placeholder;

function press(element) {
  isTyping(element) ? (element.focus(), element.select?.()) : element.click();
}

function help() {
  const dialog = $("#es-help");
  if (!dialog) return;
  const list = $("[data-keys]", dialog);
  for (const old of $$("[data-extra]", list)) old.remove();
  const line = (label, ...keys) => list.append(
    make("dt", { "data-extra": true, text: label }),
    make("dd", { "data-extra": true }, ...keys.flatMap((key) => [make("kbd", { text: key }), " "])),
  );
  for (const element of $$("[data-shortcut]").filter(visible)) line(nameOf(element), element.dataset.shortcut);
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
  const target = $$(`[data-shortcut="${CSS.escape(event.key)}"]`).find(visible);
  if (target) { event.preventDefault(); press(target); }
});
