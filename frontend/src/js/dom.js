// Small helpers shared by the behaviours. `ready` runs on the page and on every part htmx brings in.
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

export function word(name, values = {}) {
  const text = $("#es-words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export function ready(setUp) {
  const start = () => setUp(document.body);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  document.addEventListener("htmx:load", (event) => event.target !== document.body && setUp(event.target));
}

// The elements of `root` that match, `root` itself included.
export const all = (root, selector) => (root.matches?.(selector) ? [root, ...$$(selector, root)] : $$(selector, root));

export function on(type, selector, handler, options) {
  document.addEventListener(type, (event) => {
    const target = event.target.closest?.(selector);
    if (target) handler(event, target);
  }, options);
}

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") element.textContent = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

let sprite;
export function drawIcon(name) {
  sprite ??= $("use[href*='sprite']")?.getAttribute("href").split("#")[0] ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

export function cookie(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; SameSite=Lax`;
}

export const isTyping = (element) =>
  element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? "");

export const number = (value) => new Intl.NumberFormat(document.documentElement.lang || "fr").format(value);

export function debounce(action, delay) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), delay);
  };
}
