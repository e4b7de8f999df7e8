// A list of options under a text field, walked with the arrows: what the combobox and the palette share.
import { drawIcon, make } from "./dom.js";

let serial = 0;

export function drawOption({ label, hint, icon }, prefix) {
  const option = make("div", { class: "es-option", role: "option", id: `${prefix}-${(serial += 1)}`, "aria-selected": "false" });
  if (icon) option.append(drawIcon(icon));
  option.append(make("span", { text: label }));
  if (hint) option.append(make("span", { class: "es-option__hint", text: hint }));
  return option;
}

export class Walker {
  constructor(input, list) {
    this.input = input;
    this.list = list;
  }
  get options() { return [...this.list.querySelectorAll("[role=option]:not([aria-disabled])")]; }
  get current() { return this.list.querySelector("[aria-selected=true]"); }
  choose(option) {
    this.current?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    option ? this.input.setAttribute("aria-activedescendant", option.id) : this.input.removeAttribute("aria-activedescendant");
  }
  move(key) {
    const options = this.options;
    if (!options.length) return;
    const rank = options.indexOf(this.current);
    const next = { ArrowDown: rank + 1, ArrowUp: rank < 0 ? -1 : rank - 1, Home: 0, End: -1 }[key];
    this.choose(options.at(next % options.length));
  }
}
