// Light, dark or as the system says; and the folded menu. Kept in cookies so that the server draws the page right.
import { $$, cookie, on } from "./dom.js";

on("click", "[data-theme-set]", (event, button) => {
  const theme = button.dataset.themeSet;
  cookie("es-theme", theme);
  theme ? (document.documentElement.dataset.theme = theme) : delete document.documentElement.dataset.theme;
  for (const other of $$("[data-theme-set]")) other.setAttribute("aria-pressed", other === button);
});

on("click", "[data-fold]", (event, button) => {
  const folded = document.documentElement.dataset.nav !== "folded";
  folded ? (document.documentElement.dataset.nav = "folded") : delete document.documentElement.dataset.nav;
  cookie("es-nav", folded ? "folded" : "");
  button.setAttribute("aria-pressed", folded);
});

on("click", "[data-density-set]", (event, button) => {
  const dense = button.dataset.densitySet === "dense";
  dense ? (document.documentElement.dataset.density = "dense") : delete document.documentElement.dataset.density;
  cookie("es-density", dense ? "dense" : "");
  for (const other of $$("[data-density-set]")) other.setAttribute("aria-pressed", other === button);
});
