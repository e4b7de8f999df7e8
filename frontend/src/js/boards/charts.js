// One chart per [data-chart], made of the table that stands beside it: figures, words and links are read there.
import { BarChart, FunnelChart, GaugeChart, HeatmapChart, LineChart, MapChart, PieChart, ScatterChart } from "echarts/charts";
import { AriaComponent, CalendarComponent, GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { LegacyGridContainLabel } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { $, $$, all, drawIcon, make } from "../dom.js";
import { options } from "./options.js";

echarts.use([
  BarChart, FunnelChart, GaugeChart, HeatmapChart, LineChart, MapChart, PieChart, ScatterChart, AriaComponent,
  CalendarComponent, GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer,
  LegacyGridContainLabel,
]);

const maps = new Map();

export function figures(table) {
  const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => ({
    key: row.dataset.key,
    label: row.cells[0].textContent.trim(),
    cells: [...row.cells].slice(1).map((cell) => ({
      value: cell.dataset.value === "" ? null : Number(cell.dataset.value),
      text: cell.textContent.trim(),
      url: $("a", cell)?.getAttribute("href") ?? "",
    })),
  }));
  return { names, rows };
}

// The colours and letters of the page, as the theme says them now.
export function look() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => resolved(style.getPropertyValue(name).trim());
  return {
    text: read("--es-text"), quiet: read("--es-text-2"), line: read("--es-border"), surface: read("--es-surface"),
    soft: read("--es-surface-3"), brand: read("--es-brand"), font: getComputedStyle(document.body).fontFamily,
    colours: [1, 3, 2, 4, 6, 5, 7, 8].map((rank) => read(`--es-c${rank}`)),
  };
}

// color-mix and var are read as the browser understands them.
const probe = make("span", { hidden: true });
function resolved(value) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = "";
  probe.style.color = value;
  return getComputedStyle(probe).color;
}

async function mapOf(board) {
  const url = board?.dataset.map;
  if (!url) return null;
  if (!maps.has(url)) {
    maps.set(url, fetch(url).then((answer) => answer.json()).then((found) => {
      echarts.registerMap("france", found.outlines);
      return found;
    }));
  }
  return maps.get(url);
}

async function draw(place) {
  const inside = place.closest("[data-widget-inside]");
  const table = $("[data-figures]", inside);
  if (!table) return;
  const data = figures(table);
  const places = place.dataset.chart === "map" ? await mapOf(place.closest("[data-board]")) : null;
  if (!place.isConnected) return;
  const width = place.clientWidth;
  if (!place.esChart) {
    place.esChart = echarts.init(place, null, { renderer: "canvas" });
    place.esChart.on("click", (event) => event.data?.url && location.assign(event.data.url));
    watchSize(place);
  }
  place.esChart.setOption(options(place.dataset.chart, data, { ...place.dataset, width }, look(), places), { notMerge: true });
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const { clientWidth: width, clientHeight: height } = target;
    if (!target.esChart || !width || !height) continue;
    target.esChart.resize();
    if (target.esWidth !== undefined && Math.abs(target.esWidth - width) > 40) draw(target);
    target.esWidth = width;
  }
});
function watchSize(place) {
  place.esWidth = place.clientWidth;
  sizes.observe(place);
}

function tools(inside) {
  const slot = $("[data-widget-menu]", inside);
  if (!slot || slot.childElementCount) return;
  const board = inside.closest("[data-board]");
  const place = $("[data-chart]", inside);
  const title = $(".es-widget__title", inside)?.textContent.trim() ?? "";
  if (place) {
    const button = make("button", { type: "button", class: "btn btn-icon btn-ghost btn-sm", "aria-label": `${board.dataset.png} : ${title}`, title: board.dataset.png });
    button.append(drawIcon("photo-down"));
    button.addEventListener("click", () => picture(place, title));
    slot.append(button);
  }
  if (inside.dataset.file) {
    const link = make("a", { class: "btn btn-icon btn-ghost btn-sm", href: inside.dataset.file, "aria-label": `${board.dataset.xlsx} : ${title}`, title: board.dataset.xlsx });
    link.append(drawIcon("file-spreadsheet"));
    slot.append(link);
  }
}

function picture(place, title) {
  const { surface } = look();
  const url = place.esChart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: surface });
  make("a", { href: url, download: `${title || "graphique"}.png` }).click();
}

export function drawAll(root) {
  for (const place of all(root, "[data-chart]")) draw(place);
  const insides = root.matches?.("[data-widget-inside]") ? [root] : $$("[data-widget-inside]", root);
  const around = root.closest?.("[data-widget-inside]");
  for (const inside of around ? [...insides, around] : insides) {
    inside.removeAttribute("aria-busy");
    tools(inside);
  }
}

export function redrawAll() {
  for (const place of $$("[data-chart]")) draw(place);
}
