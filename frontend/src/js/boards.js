// Boards: charts drawn from the tables beside them, and the board composed by hand. Loaded by its pages alone.
import "./boards/arranging.js";
import { drawAll, redrawAll } from "./boards/charts.js";
import { on, ready } from "./dom.js";

ready(drawAll);

// The theme changes under the charts; paper is always light.
new MutationObserver(redrawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let theme;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  redrawAll();
});
addEventListener("afterprint", () => {
  theme ? (document.documentElement.dataset.theme = theme) : delete document.documentElement.dataset.theme;
  redrawAll();
});
on("click", "[data-print]", () => print());
