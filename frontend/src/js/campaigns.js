// Writing a message: a field or a condition is put where the cursor stands.
import { $, on } from "./dom.js";

function insert(area, before, after = "") {
  const { selectionStart: start, selectionEnd: end } = area;
  const chosen = area.value.slice(start, end);
  area.focus();
  area.setRangeText(before + chosen + after, start, end, "end");
  if (after) area.setSelectionRange(start + before.length, start + before.length + chosen.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

const areaOf = (inside) => $(`#${inside.closest("[data-merge]").dataset.merge}`);

on("change", "[data-merge-field]", (event, select) => {
  if (!select.value) return;
  insert(areaOf(select), `{{ ${select.value} }}`);
  select.value = "";
});

on("click", "[data-merge-condition]", (event, button) => {
  const field = $("[data-merge-field] option:nth-child(2)", button.closest("[data-merge]"))?.value ?? "";
  const { mergeIf, mergeEnd } = button.dataset;
  insert(areaOf(button), `{{ ${mergeIf} ${field} }}`, `{{ ${mergeEnd} }}`);
});
