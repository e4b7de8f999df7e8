// Lists: choosing rows, and a whole row as the target of its first link.
import { $, $$, all, make, number, on, ready, word } from "./dom.js";

const rows = (box) => $$("[data-bulk-item]", box);

function refresh(box) {
  const items = rows(box);
  const chosen = items.filter((item) => item.checked).length;
  const master = $("[data-bulk-all]", box);
  const bar = $("[data-bulk-bar]", box);
  if (master) {
    master.checked = chosen > 0 && chosen === items.length;
    master.indeterminate = chosen > 0 && chosen < items.length;
  }
  if (!bar) return;
  bar.hidden = chosen === 0;
  const total = Number(box.dataset.bulkTotal || 0);
  const everything = $("[data-bulk-everything]", box);
  if (everything && chosen < items.length) everything.remove();
  const whole = Boolean($("[data-bulk-everything]", box));
  const count = $("[data-bulk-count]", bar);
  if (count) count.textContent = whole ? word("allselected", { n: number(total) }) : word("selected", { n: number(chosen) });
  let more = $("[data-bulk-more]", bar);
  if (total > items.length && chosen === items.length && !whole) {
    more ??= count.insertAdjacentElement("afterend", make("button", { type: "button", class: "btn btn-link btn-sm", "data-bulk-more": true }));
    more.textContent = word("all", { n: number(total) });
  } else more?.remove();
}

let last = null;
on("click", "[data-bulk-item]", (event, item) => {
  const box = item.closest("[data-bulk]");
  const items = rows(box);
  if (event.shiftKey && last && items.includes(last)) {
    const [from, to] = [items.indexOf(last), items.indexOf(item)].sort((a, b) => a - b);
    for (const between of items.slice(from, to + 1)) between.checked = item.checked;
  }
  last = item;
  refresh(box);
});
on("change", "[data-bulk-all]", (event, master) => {
  const box = master.closest("[data-bulk]");
  for (const item of rows(box)) item.checked = master.checked;
  refresh(box);
});
on("click", "[data-bulk-more]", (event, button) => {
  const box = button.closest("[data-bulk]");
  box.append(make("input", { type: "hidden", name: "ids", value: "all", form: box.dataset.bulkForm, "data-bulk-everything": true }));
  refresh(box);
});
on("click", "[data-bulk-none]", (event, button) => {
  const box = button.closest("[data-bulk]");
  for (const item of rows(box)) item.checked = false;
  refresh(box);
});
ready((root) => {
  all(root, "[data-bulk]").forEach(refresh);
  const box = root.closest?.("[data-bulk]");
  if (box) refresh(box);
});
addEventListener("pageshow", () => $$("[data-bulk]").forEach(refresh));

// A head that follows the scroll needs a table that fits; a wider one scrolls sideways instead.
const fit = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".es-table-wrap--sticky");
    box?.toggleAttribute("data-wide", target.offsetWidth > box.clientWidth + 1);
  }
});
ready((root) => all(root, ".es-table-wrap--sticky > table").forEach((table) => fit.observe(table)));

on("click", "table[data-rowlink] tbody tr", (event, row) => {
  if (event.target.closest("a, button, input, label, select, textarea, summary, [contenteditable], [hx-get], [data-dialog-url]") || getSelection().toString()) return;
  const link = $("a[href]", row);
  if (!link) return;
  event.ctrlKey || event.metaKey ? window.open(link.href, "_blank") : link.click();
});
on("auxclick", "table[data-rowlink] tbody tr", (event, row) => {
  if (event.button === 1 && !event.target.closest("a, button, input")) window.open($("a[href]", row)?.href, "_blank");
});

on("click", "[data-copy]", async (event, button) => {
  await navigator.clipboard?.writeText(button.dataset.copy);
  document.dispatchEvent(new CustomEvent("es:toast", { detail: { level: "success", text: word("copied") } }));
});
on("click", "[data-print]", () => print());
