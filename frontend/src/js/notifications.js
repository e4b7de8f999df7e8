// The bell's list is loaded when it opens; a notification followed is read; names are offered after an @.
import { $, debounce, make, on } from "./dom.js";
import { Walker, drawOption } from "./listbox.js";

const token = () => document.body.dataset.csrf ?? "";

function lower() {
  const badge = $("[data-bell-count]");
  if (!badge) return;
  const left = Number(badge.dataset.bellCount) - 1;
  if (left <= 0) return badge.remove();
  badge.dataset.bellCount = left;
  badge.firstChild.textContent = left > 99 ? "99+" : left;
}

for (const type of ["click", "auxclick"]) on(type, "a[data-notice-read]", (event, link) => {
  if (event.button > 1) return;
  fetch(link.dataset.noticeRead, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token(), "X-Quiet": "1" } }).catch(() => {});
  link.removeAttribute("data-notice-read");
  link.closest(".es-notice")?.classList.remove("es-notice--new");
  lower();
});

// What stands between the last @ and the caret: "" right after it, null when no name is being typed.
const BEFORE = /(?:^|[\s([«"'’,;:])@([\p{L}\w.-]{0,40})$/u;
let box = null;

class Names {
  constructor(field) {
    this.field = field;
    this.list = make("div", { class: "es-options", role: "listbox", popover: "manual", id: "es-names", "aria-label": "@" });
    field.after(this.list);
    this.walker = new Walker(field, this.list);
    this.search = debounce(() => this.load(), 140);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
  }
  get typed() {
    const { value, selectionStart } = this.field;
    return value.slice(0, selectionStart).match(BEFORE)?.[1] ?? null;
  }
  get open() { return this.list.matches(":popover-open"); }
  async load() {
    const typed = this.typed;
    if (typed === null) return this.hide();
    const url = new URL(this.field.dataset.mentions, location.href);
    url.searchParams.set("q", typed);
    let results = [];
    try { results = (await (await fetch(url, { headers: { Accept: "application/json" } })).json()).results; } catch { /* typed by hand then */ }
    if (this.typed !== typed || !results.length) return this.hide();
    this.list.replaceChildren(...results.map((item) => {
      const option = drawOption(item, this.list.id);
      option.dataset.name = item.id;
      return option;
    }));
    if (!this.open) this.list.showPopover();
    const area = this.field.getBoundingClientRect();
    Object.assign(this.list.style, { inset: "auto", left: `${area.left}px`, top: `${Math.min(area.bottom + 4, innerHeight - this.list.offsetHeight - 8)}px`, minWidth: `${Math.min(area.width, 280)}px` });
    this.walker.choose(this.walker.options[0]);
  }
  pick(option) {
    if (!option) return;
    const { field } = this;
    const end = field.selectionStart;
    field.setRangeText(`${option.dataset.name} `, end - this.typed.length, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.hide();
    field.focus();
  }
  hide() {
    if (this.open) this.list.hidePopover();
    this.walker.choose(null);
  }
  drop() {
    this.list.remove();
    this.field.removeAttribute("aria-controls");
  }
}

on("focusin", "[data-mentions]", (event, field) => {
  if (box?.field === field) return;
  box?.drop();
  box = new Names(field);
  box.list.addEventListener("pointerdown", (press) => press.preventDefault());
  box.list.addEventListener("click", (press) => box.pick(press.target.closest("[role=option]")));
});
on("input", "[data-mentions]", () => { if (box) (box.typed === null ? box.hide() : box.search()); });
on("focusout", "[data-mentions]", () => setTimeout(() => box?.hide(), 120));
document.addEventListener("keydown", (event) => {
  if (!box?.open || event.target !== box.field) return;
  if (["ArrowDown", "ArrowUp"].includes(event.key)) box.walker.move(event.key);
  else if (event.key === "Enter" || event.key === "Tab") box.pick(box.walker.current);
  else if (event.key === "Escape") box.hide();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
