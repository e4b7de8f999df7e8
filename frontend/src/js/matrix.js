// A table of ticks: arrows, Home and End go from one to the next, so that Tab leaves the table at once.
import { on } from "./dom.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -9], End: [0, 9] };

function lines(table) {
  return [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll(".es-tick, .es-reach a")]);
}

function hold(table, chosen) {
  for (const tick of table.querySelectorAll(".es-tick, .es-reach a")) tick.tabIndex = tick === chosen ? 0 : -1;
}

on("keydown", "[data-matrix] :is(.es-tick, .es-reach a)", (event, tick) => {
  const move = MOVES[event.key];
  if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
  const table = tick.closest("table");
  const all = lines(table);
  const line = all.findIndex((ticks) => ticks.includes(tick));
  const next = all[Math.min(all.length - 1, Math.max(0, line + move[0]))];
  const place = Math.min(next.length - 1, Math.max(0, all[line].indexOf(tick) + move[1]));
  event.preventDefault();
  hold(table, next[place]);
  next[place]?.focus();
});
on("focusin", "[data-matrix] :is(.es-tick, .es-reach a)", (event, tick) => hold(tick.closest("table"), tick));

function begin() {
  for (const table of document.querySelectorAll("[data-matrix]")) hold(table, table.querySelector(".es-tick, .es-reach a"));
}
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
// Cells that come back are new buttons: the one in use stays the one that Tab reaches.
document.addEventListener("htmx:oobAfterSwap", ({ target }) => {
  const table = target.closest?.("[data-matrix]");
  if (table && document.activeElement?.closest("[data-matrix]")) hold(table, document.activeElement);
});
