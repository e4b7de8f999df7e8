// Messages that come and go: from Django, from htmx answers (es:toast), from other behaviours.
import { $, on, ready } from "./dom.js";

const STAYS = { success: 5000, info: 6000, warning: 9000 };
const region = () => $("#es-toasts");

function lift() {
  // In the top layer, above an open dialog.
  const box = region();
  if (!box?.showPopover) return;
  box.setAttribute("popover", "manual");
  if (box.matches(":popover-open")) box.hidePopover();
  if (box.childElementCount) box.showPopover();
}

function dismiss(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => { toast.remove(); lift(); }, 200);
}

function live(toast, level) {
  if (!STAYS[level]) return; // an error stays until it is read
  let timer = setTimeout(() => dismiss(toast), STAYS[level]);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => { timer = setTimeout(() => dismiss(toast), 2500); });
}

export function showToast(text, level = "info") {
  const model = $(`#es-toast-${level}`) ?? $("#es-toast-info");
  if (!model || !text) return;
  const toast = model.content.firstElementChild.cloneNode(true);
  $("div", toast).textContent = text;
  const box = region();
  for (const same of box.children) if (same.textContent.trim() === toast.textContent.trim()) same.remove();
  box.append(toast);
  lift();
  live(toast, level);
}

on("click", "[data-toast-close]", (event, button) => dismiss(button.closest(".es-toast")));
document.addEventListener("es:toast", ({ detail }) => showToast(detail.text ?? detail.value, detail.level));
ready((root) => {
  if (root !== document.body) return;
  const box = region();
  if (!box) return;
  for (const toast of box.children) live(toast, toast.className.match(/tone-(\w+)/)?.[1]);
  lift();
});
