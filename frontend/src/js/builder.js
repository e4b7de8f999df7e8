// Questions dragged to another place; arrows beside each do the same by keyboard.
import { $, $$, on } from "./dom.js";

let held = null;
const clear = () => { for (const item of $$(".es-built.is-over")) item.classList.remove("is-over"); };

on("pointerdown", "[data-builder-grip]", (event, grip) => { grip.closest("[data-builder-item]").draggable = true; });
on("dragstart", "[data-builder-item]", (event, item) => {
  held = item;
  item.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.dataset.builderItem);
});
on("dragend", "[data-builder-item]", (event, item) => { item.classList.remove("is-dragged"); item.draggable = false; held = null; clear(); });
on("dragover", "[data-builder-list]", (event) => {
  if (!held) return;
  event.preventDefault();
  clear();
  event.target.closest("[data-builder-item]")?.classList.add("is-over");
});
on("drop", "[data-builder-list]", (event, list) => {
  if (!held) return;
  event.preventDefault();
  const others = $$("[data-builder-item]", list).filter((item) => item !== held);
  const target = event.target.closest("[data-builder-item]");
  const form = $("[data-builder-move]");
  form.elements.key.value = held.dataset.builderItem;
  form.elements.section.value = list.dataset.builderList;
  form.elements.rank.value = target && target !== held ? others.indexOf(target) : others.length;
  form.requestSubmit();
});
