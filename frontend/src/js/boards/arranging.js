// Composing a board: the grip drags a widget, its corner sizes it; the buttons do the same from the keyboard.
import { $, $$, make, on } from "../dom.js";

const WIDTHS = [3, 4, 6, 8, 12];
const HEIGHTS = [1, 2, 3];
const board = () => $("[data-board][data-arrange]");
let sending = Promise.resolve();

function say(text, level = "success") {
  document.dispatchEvent(new CustomEvent("es:toast", { detail: { text, level } }));
}

function places() {
  return $$("[data-widget]", board()).map((item) => ({ id: item.dataset.widget, width: Number(item.dataset.width), height: Number(item.dataset.height) }));
}

// One request at a time, each with the version the one before gave.
function keep() {
  sending = sending.then(async () => {
    const here = board();
    const body = new URLSearchParams({ places: JSON.stringify(places()), version: here.dataset.version });
    const answer = await fetch(here.dataset.arrange, { method: "POST", body, headers: { "X-CSRFToken": document.body.dataset.csrf } }).catch(() => null);
    if (!answer?.ok) return say(here.dataset.stale, "danger");
    const { version } = await answer.json();
    here.dataset.version = version;
    for (const input of $$("[data-moves] input[name=version]", here)) input.value = version;
    say(here.dataset.moved);
  });
}

function size(item, name, value) {
  const letter = name === "width" ? "w" : "h";
  item.classList.replace(`es-${letter}${item.dataset[name]}`, `es-${letter}${value}`);
  item.dataset[name] = value;
}

const next = (sizes, now, step) => sizes[Math.min(Math.max(sizes.indexOf(Number(now)) + step, 0), sizes.length - 1)];
const MOVES = {
  earlier: (item) => item.previousElementSibling?.before(item),
  later: (item) => item.nextElementSibling?.after(item),
  narrower: (item) => size(item, "width", next(WIDTHS, item.dataset.width, -1)),
  wider: (item) => size(item, "width", next(WIDTHS, item.dataset.width, 1)),
  shorter: (item) => size(item, "height", next(HEIGHTS, item.dataset.height, -1)),
  taller: (item) => size(item, "height", next(HEIGHTS, item.dataset.height, 1)),
};

on("submit", "[data-moves]", (event, form) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  MOVES[button.value.split(":")[0]](form.closest("[data-widget]"));
  button.focus();
  keep();
}, true);

// Dragging: the widget takes the place of the one under the pointer.
let dragged = null;
on("pointerdown", "[data-grip]", (event, grip) => {
  if (event.button) return;
  event.preventDefault();
  dragged = grip.closest("[data-widget]");
  dragged.classList.add("es-widget--dragged");
  grip.setPointerCapture(event.pointerId);
});
addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const over = document.elementsFromPoint(event.clientX, event.clientY).map((item) => item.closest?.("[data-widget]")).find((item) => item && item !== dragged);
  if (!over) return;
  const box = over.getBoundingClientRect();
  const wide = box.width > board().clientWidth * 0.6;
  const after = wide ? event.clientY > box.top + box.height / 2 : event.clientX > box.left + box.width / 2;
  after ? over.after(dragged) : over.before(dragged);
});
for (const type of ["pointerup", "pointercancel"]) {
  addEventListener(type, () => {
    if (!dragged) return;
    dragged.classList.remove("es-widget--dragged");
    dragged = null;
    keep();
  });
}

// Sizing by the corner.
let sized = null;
on("pointerdown", "[data-sizer]", (event, corner) => {
  event.preventDefault();
  const item = corner.closest("[data-widget]");
  const box = item.getBoundingClientRect();
  sized = { item, left: box.left, top: box.top, unit: (board().clientWidth + 16) / 12, row: box.height / Number(item.dataset.height) };
  corner.setPointerCapture(event.pointerId);
});
const nearest = (sizes, value) => sizes.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
addEventListener("pointermove", (event) => {
  if (!sized) return;
  size(sized.item, "width", nearest(WIDTHS, (event.clientX - sized.left) / sized.unit));
  size(sized.item, "height", nearest(HEIGHTS, (event.clientY - sized.top) / sized.row));
});
for (const type of ["pointerup", "pointercancel"]) {
  addEventListener(type, () => {
    if (!sized) return;
    sized = null;
    keep();
  });
}
document.addEventListener("DOMContentLoaded", () => {
  if (board()) for (const item of $$("[data-widget]", board())) item.append(make("span", { class: "es-widget__corner", "data-sizer": true, "aria-hidden": "true" }));
});
