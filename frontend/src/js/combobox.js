// A text field that proposes: from an address (data-combobox-url) or from a <select> (data-combobox).
import { $, all, debounce, drawIcon, make, ready, word } from "./dom.js";
import { Walker, drawOption } from "./listbox.js";
import { place } from "./place.js";

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let serial = 0;

class Combobox {
  constructor(input, { find, take, clear, multiple = false }) {
    Object.assign(this, { input, find, take, clear, multiple, items: new Map() });
    this.list = make("div", { class: "es-options", role: "listbox", popover: "manual", id: `es-options-${(serial += 1)}` });
    this.label = input.value;
    const box = input.closest(".es-combobox");
    box.append(this.list);
    this.walker = new Walker(input, this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off", spellcheck: "false" })) input.setAttribute(name, value);
    this.cross = make("button", { type: "button", class: "es-combobox__clear", "aria-label": word("clear"), hidden: !input.value });
    this.cross.append(drawIcon("x"));
    if (!multiple) input.after(this.cross);
    this.search = debounce(() => this.load(), 140);
    this.listen();
  }
  listen() {
    const { input, list } = this;
    input.addEventListener("input", () => this.search());
    input.addEventListener("click", () => this.load());
    input.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== input) this.leave(); }, 120));
    input.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.pick(event.target.closest("[role=option]")));
    this.cross.addEventListener("click", () => { this.reset(); input.focus(); });
  }
  get open() { return this.list.matches(":popover-open"); }
  key(event) {
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.open ? this.walker.move(event.key) : this.load();
    } else if (event.key === "Enter" && this.open && this.walker.current) {
      event.preventDefault();
      this.pick(this.walker.current);
    } else if (event.key === "Escape" && this.open) {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
    }
  }
  async load() {
    const asked = (this.asked = Symbol("asked"));
    const text = this.input.value === this.label && !this.multiple ? "" : this.input.value.trim();
    let results;
    try { results = await this.find(text); } catch { results = null; }
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.items.clear();
    const drawn = (results ?? []).map((item) => {
      const option = drawOption(item, this.list.id);
      this.items.set(option.id, item);
      return option;
    });
    if (!drawn.length) drawn.push(make("div", { class: "es-option es-option--none", role: "option", "aria-disabled": "true", text: word(results ? "none" : "offline") }));
    this.list.replaceChildren(...drawn);
    if (!this.open) this.list.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    place(this.list, this.input, { sameWidth: true });
    this.walker.choose(text ? this.walker.options[0] : null);
  }
  pick(option) {
    const item = this.items.get(option?.id);
    if (!item) return;
    if (item.dialog) return this.propose(item);
    this.take(item);
    this.show(this.multiple ? "" : item.label);
    this.hide();
  }
  // What is looked for does not exist yet: it is created in a dialog, and chosen once it is.
  propose(item) {
    this.hide();
    const opener = make("button", { type: "button", hidden: true, "data-dialog-url": item.dialog });
    this.input.after(opener);
    const chosen = ({ detail }) => {
      this.take({ id: detail.id });
      this.show(detail.label);
    };
    document.addEventListener("es:created", chosen, { once: true });
    $("#es-shared")?.addEventListener("close", () => setTimeout(() => {
      document.removeEventListener("es:created", chosen);
      opener.remove();
      this.input.focus();
    }), { once: true });
    opener.click();
  }
  reset() {
    this.clear();
    this.show("");
  }
  show(label) {
    this.label = this.input.value = label;
    this.cross.hidden = !label;
  }
  // What is typed but not chosen is not kept: an emptied field clears, anything else comes back to the last choice.
  leave() {
    this.hide();
    if (!this.input.value.trim() && this.label) this.reset();
    else if (this.input.value !== this.label) this.input.value = this.label;
  }
  hide() {
    if (this.open) this.list.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.walker.choose(null);
  }
}

const told = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

function remote(input) {
  if (input.esCombobox) return;
  const hidden = $("input[type=hidden]", input.closest(".es-combobox"));
  const find = async (text) => {
    const url = new URL(input.dataset.comboboxUrl, location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).results;
  };
  input.esCombobox = new Combobox(input, {
    find,
    take: (item) => { hidden.value = item.id; told(hidden); },
    clear: () => { hidden.value = ""; told(hidden); },
  });
  hidden.addEventListener("es:filled", ({ detail }) => input.esCombobox.show(hidden.value ? detail.shown ?? "" : ""));
}

function local(select) {
  if (select.esCombobox) return;
  const multiple = select.multiple;
  const chosen = multiple ? null : select.selectedOptions[0];
  const input = make("input", { type: "text", class: "form-control", id: `${select.id || `es-select-${(serial += 1)}`}-box`, placeholder: select.dataset.placeholder ?? "", "aria-describedby": select.getAttribute("aria-describedby"), "aria-invalid": select.getAttribute("aria-invalid") });
  const box = make("div", { class: "es-combobox" });
  const chips = make("div", { class: "es-combobox__chips" });
  select.before(box);
  if (multiple) box.append(chips);
  box.append(input);
  select.hidden = true;
  const label = select.id && $(`label[for="${CSS.escape(select.id)}"]`);
  label ? (label.htmlFor = input.id) : input.setAttribute("aria-label", select.getAttribute("aria-label") ?? "");
  if (chosen?.value) input.value = chosen.text;
  const draw = () => chips.replaceChildren(...[...select.selectedOptions].map((option) => {
    const remove = make("button", { type: "button", class: "es-chip__remove", "aria-label": `${word("remove")} ${option.text}` }, drawIcon("x"));
    remove.addEventListener("click", () => { option.selected = false; told(select); draw(); input.focus(); });
    return make("span", { class: "es-chip es-chip--on" }, option.text, remove);
  }));
  if (multiple) draw();
  const find = async (text) => [...select.options]
    .filter((option) => option.value && !option.disabled && !(multiple && option.selected) && fold(option.text).includes(fold(text)))
    .slice(0, 200).map((option) => ({ id: option.value, label: option.text, hint: option.dataset.hint, option }));
  select.esCombobox = new Combobox(input, {
    find, multiple,
    take: (item) => { item.option.selected = true; told(select); if (multiple) draw(); },
    clear: () => { select.value = ""; told(select); },
  });
  select.addEventListener("es:filled", () => (multiple ? draw() : select.esCombobox.show(select.value ? select.selectedOptions[0].text : "")));
}

ready((root) => {
  all(root, "input[data-combobox-url]").forEach(remote);
  all(root, "select[data-combobox]").forEach(local);
});
