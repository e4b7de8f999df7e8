// Search results: the arrows walk from the box through the results and back.
import { $, $$, on } from "./dom.js";

on("keydown", "[data-results]", (event, root) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  const box = $("[data-results-input]", root);
  const results = $$("[data-result]", root);
  const here = results.indexOf(document.activeElement);
  if (here < 0 && document.activeElement !== box) return;
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  if (next >= results.length) return;
  event.preventDefault();
  (next < 0 ? box : results[next]).focus();
});
