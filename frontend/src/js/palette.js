// Ctrl-K: one box to go to a page, start an action or open a record.
import { $, debounce, make, on } from "./dom.js";
import { openDialog, closeDialog } from "./dialogs.js";
import { Walker, drawOption } from "./listbox.js";

const dialog = $("#es-palette");
const input = dialog && $("input", dialog);
const list = dialog && $("#es-palette-list");
const walker = dialog && new Walker(input, list);
const known = new Map();
let asked = null;
const none = (text) => make("div", { class: "es-option es-option--none", role: "option", "aria-disabled": "true", text });

async function ask(text) {
  if (known.has(text)) return known.get(text);
  const url = new URL(document.body.dataset.palette, location.href);
  url.searchParams.set("q", text);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  const { groups } = await answer.json();
  known.set(text, groups);
  return groups;
}

function draw(groups) {
  const drawn = [];
  for (const { label, items } of groups) {
    if (!items.length) continue;
    const group = make("div", { role: "group", "aria-label": label }, make("div", { class: "es-palette__group", "aria-hidden": "true", text: label }));
    for (const item of items) {
      const option = drawOption(item, "es-palette");
      option.dataset.url = item.url;
      group.append(option);
    }
    drawn.push(group);
  }
  if (!drawn.length) drawn.push(none(list.dataset.empty));
  list.replaceChildren(...drawn);
  walker.choose(walker.options[0]);
}

async function load() {
  const mine = (asked = Symbol("asked"));
  try {
    const groups = await ask(input.value.trim());
    if (mine === asked) draw(groups);
  } catch {
    if (mine === asked) list.replaceChildren(none(list.dataset.error));
  }
}

function go(option, elsewhere) {
  if (!option?.dataset.url) return;
  if (elsewhere) return window.open(option.dataset.url, "_blank");
  closeDialog(dialog);
  location.assign(option.dataset.url);
}

export function openPalette() {
  if (!dialog || !document.body.dataset.palette) return;
  input.value = "";
  openDialog(dialog);
  input.focus();
  load();
}

if (dialog) {
  input.addEventListener("input", debounce(load, 110));
  input.addEventListener("keydown", (event) => {
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      walker.move(event.key);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(walker.current, event.ctrlKey || event.metaKey);
    }
  });
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== walker.current) walker.choose(option);
  });
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]"), event.ctrlKey || event.metaKey));
  on("click", "[data-palette-open]", openPalette);
}
