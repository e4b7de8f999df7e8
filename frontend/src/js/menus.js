// Menus: native popovers, placed by their button, walked with the arrows.
import { $$, on, ready } from "./dom.js";
import { place } from "./place.js";

const items = (menu) => $$("a[href], button:not(:disabled), input, select, [tabindex='0']", menu).filter((item) => item.offsetParent !== null || item.getClientRects().length);
const opener = (menu) => document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"][data-menu]`);

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.classList?.contains("es-menu")) return;
  const button = opener(menu);
  const open = event.newState === "open";
  button?.setAttribute("aria-expanded", open);
  if (open && button) {
    place(menu, button);
    if (menu.dataset.byKey) items(menu)[0]?.focus();
  }
  delete menu.dataset.byKey;
}, true);

on("keydown", "[data-menu]", (event, button) => {
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  if (!menu?.showPopover || !["ArrowDown", "Enter", " "].includes(event.key) || menu.matches(":popover-open")) return;
  menu.dataset.byKey = "1";
  if (event.key === "ArrowDown") {
    event.preventDefault();
    menu.showPopover();
  }
});

on("keydown", ".es-menu", (event, menu) => {
  const list = items(menu);
  const rank = list.indexOf(document.activeElement);
  const target = { ArrowDown: rank + 1, ArrowUp: rank - 1, Home: 0, End: list.length - 1 }[event.key];
  if (target === undefined || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  event.preventDefault();
  list[(target + list.length) % list.length]?.focus();
});

on("click", ".es-menu__item", (event, item) => {
  const menu = item.closest(".es-menu");
  if (menu?.matches(":popover-open") && !item.hasAttribute("data-stay")) setTimeout(() => menu.hidePopover?.(), 0);
});

// In a long menu, where one stands is in sight.
ready((root) => { if (root === document.body) $$(".es-nav [aria-current]").forEach((link) => link.scrollIntoView({ block: "nearest" })); });

addEventListener("scroll", (event) => {
  for (const menu of $$(".es-menu:popover-open")) {
    const button = opener(menu);
    if (button && !menu.contains(event.target)) place(menu, button);
  }
}, { capture: true, passive: true });
