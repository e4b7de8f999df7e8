// From figures to what ECharts draws. Every shape also reads without colour: patterns, labels, order.
const MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const DAYS = ["D", "L", "M", "M", "J", "V", "S"];
const short = (text, length = 22) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const french = new Intl.NumberFormat("fr", { notation: "compact", maximumFractionDigits: 1 });

export function options(kind, data, set, look, places) {
  const base = {
    animation: false, // a figure is there at once, on paper too
    color: look.colours,
    textStyle: { fontFamily: look.font, color: look.text, fontSize: 12 },
    aria: { enabled: true, label: { enabled: false }, decal: { show: patterned(kind, data), decals: DECALS.map((item) => ({ ...item, color: faint(look) })) } },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: look.surface, borderColor: look.line, padding: 10,
      textStyle: { color: look.text, fontFamily: look.font, fontSize: 12 },
    },
  };
  return { ...base, ...SHAPES[kind](data, set, look, base, places) };
}

const faint = (look) => look.surface.replace(/^rgb\((.*)\)$/, "rgba($1, 0.45)");
const DECALS = [
  { symbol: "none" },
  { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  { symbol: "circle", symbolSize: 0.7, dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [6, 0] },
  { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: 0 },
  { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 2 },
  { symbol: "triangle", symbolSize: 0.8, dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [7, 0] },
];
const patterned = (kind, data) => ["pie", "funnel"].includes(kind) || (["stacked", "bar", "area"].includes(kind) && data.names.length > 1);

function legend(data, look, shown = data.names.length > 1) {
  return shown ? { type: "scroll", bottom: 0, left: "center", itemWidth: 18, itemHeight: 12, textStyle: { color: look.quiet }, pageTextStyle: { color: look.quiet }, pageIconColor: look.text, pageIconInactiveColor: look.line, formatter: (name) => short(name, 28) } : undefined;
}

const axisLine = (look) => ({ lineStyle: { color: look.line } });
const valueAxis = (look, set) => ({
  type: "value", axisLabel: { color: look.quiet, formatter: (value) => french.format(value) + (set.unit?.trim() === "%" ? " %" : "") }, splitLine: { lineStyle: { color: look.line } },
  minInterval: set.unit ? 0 : 1, splitNumber: 4,
});
const point = (cell) => ({ value: cell.value, url: cell.url, text: cell.text });

// One line of the tooltip: where, which series, how much.
const said = (data) => (event) => {
  const row = data.rows[event.dataIndex];
  const series = data.names.length > 1 ? `${event.seriesName} : ` : "";
  return `${row?.label ?? event.name}\n${series}${event.data?.text ?? "—"}`;
};
const saidAll = (data) => (events) => [data.rows[events[0].dataIndex].label, ...events.map((event) => `${data.names.length > 1 ? `${short(event.seriesName, 30)} : ` : ""}${event.data?.text ?? "—"}`)].join("\n");

function bars(data, set, look, base, stack) {
  const single = data.names.length === 1;
  const dated = /^\d{4}/.test(data.rows[0]?.key ?? "");
  const lying = !dated && (data.rows.some((row) => row.label.length > 9) || data.rows.length > 8);
  const rows = { type: "category", data: data.rows.map((row) => row.label), inverse: lying, axisLine: axisLine(look), axisTick: { show: false }, axisLabel: { color: look.quiet, formatter: (text) => short(text, set.width < 420 ? 16 : 24), hideOverlap: true, interval: lying && data.rows.length < 20 ? 0 : "auto" } };
  const labels = { show: single && data.rows.length <= 16, position: lying ? "right" : "top", color: look.text, fontSize: 11, formatter: (event) => event.data.text, hideOverlap: true };
  labels.hideOverlap = true;
  return {
    tooltip: { ...base.tooltip, formatter: said(data) },
    legend: legend(data, look),
    grid: { left: 4, right: lying && single ? 56 : 14, top: lying ? 4 : 20, bottom: single ? 4 : 34, containLabel: true },
    [lying ? "yAxis" : "xAxis"]: rows,
    [lying ? "xAxis" : "yAxis"]: valueAxis(look, set),
    series: data.names.map((name, rank) => ({
      name, type: "bar", stack: stack ? "all" : undefined, barMaxWidth: 34, label: labels, labelLayout: { hideOverlap: true }, cursor: "pointer",
      itemStyle: { borderRadius: stack ? 0 : lying ? [0, 4, 4, 0] : [4, 4, 0, 0], borderColor: look.surface, borderWidth: stack ? 1 : 0 },
      data: data.rows.map((row) => point(row.cells[rank])),
    })),
  };
}

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow"];
const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3]];
function lines(data, set, look, base, area) {
  const single = data.names.length === 1;
  return {
    tooltip: { ...base.tooltip, trigger: "axis", formatter: saidAll(data), axisPointer: { lineStyle: { color: look.quiet } } },
    legend: legend(data, look),
    grid: { left: 4, right: 18, top: 22, bottom: single ? 4 : 34, containLabel: true },
    xAxis: { type: "category", boundaryGap: false, data: data.rows.map((row) => row.label), axisLine: axisLine(look), axisTick: { show: false }, axisLabel: { color: look.quiet, hideOverlap: true } },
    yAxis: valueAxis(look, set),
    series: data.names.map((name, rank) => ({
      name, type: "line", stack: area && !single ? "all" : undefined, symbol: SYMBOLS[rank % SYMBOLS.length], symbolSize: 7, showSymbol: data.rows.length <= 40, connectNulls: false, cursor: "pointer", triggerLineEvent: false,
      lineStyle: { width: 2.5, type: single ? "solid" : DASHES[rank % DASHES.length] },
      areaStyle: area ? { opacity: single ? 0.22 : 0.6 } : undefined,
      data: data.rows.map((row) => point(row.cells[rank])),
    })),
  };
}

function total(data) { return data.rows.reduce((sum, row) => sum + (row.cells[0].value ?? 0), 0); }

function pie(data, set, look, base) {
  const sum = total(data);
  const parts = data.rows.filter((row) => row.cells[0].value);
  const share = (value) => `${new Intl.NumberFormat("fr", { maximumFractionDigits: 0 }).format((100 * value) / sum)} %`;
  const narrow = set.width < 380;
  return {
    tooltip: { ...base.tooltip, formatter: (event) => `${event.name}\n${event.data.text} (${share(event.data.value)})` },
    series: [{
      type: "pie", radius: narrow ? ["34%", "58%"] : ["42%", "70%"], center: ["50%", "50%"], cursor: "pointer", minAngle: 3,
      itemStyle: { borderColor: look.surface, borderWidth: 2 },
      label: { color: look.text, fontSize: 11, formatter: (event) => (narrow ? `${short(event.name, 13)}\n${share(event.data.value)}` : `${short(event.name, 20)}\n${event.data.text} · ${share(event.data.value)}`), lineHeight: 14 },
      labelLine: { length: narrow ? 4 : 8, length2: narrow ? 4 : 8, lineStyle: { color: look.quiet } },
      data: parts.map((row) => ({ name: row.label, ...point(row.cells[0]) })),
    }],
  };
}

function funnel(data, set, look, base) {
  return {
    tooltip: { ...base.tooltip, formatter: (event) => `${event.name}\n${event.data.text}` },
    series: [{
      type: "funnel", left: "6%", width: "88%", top: 8, bottom: 8, sort: "none", gap: 3, minSize: "18%", cursor: "pointer",
      itemStyle: { borderWidth: 0 },
      label: { position: "inside", color: look.text, fontSize: 12, backgroundColor: look.surface, borderRadius: 5, padding: [3, 7], formatter: (event) => `${short(event.name, 26)} · ${event.data.text}` },
      data: data.rows.filter((row) => row.cells[0].value).map((row) => ({ name: row.label, ...point(row.cells[0]) })),
    }],
  };
}

function gauge(data, set, look, base) {
  const cell = data.rows[0].cells[0];
  const target = Number(set.target) || 100;
  return {
    tooltip: { show: false },
    series: [{
      type: "gauge", startAngle: 200, endAngle: -20, min: 0, max: Math.max(target, cell.value ?? 0), radius: "98%", center: ["50%", "62%"], cursor: "pointer",
      progress: { show: true, width: 16, roundCap: true, itemStyle: { color: look.brand } },
      axisLine: { roundCap: true, lineStyle: { width: 16, color: [[1, look.soft]] } },
      pointer: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, anchor: { show: false },
      title: { offsetCenter: [0, "28%"], color: look.quiet, fontSize: 12 },
      detail: { offsetCenter: [0, "-4%"], color: look.text, fontSize: 26, fontWeight: 620, fontFamily: look.font, formatter: () => cell.text },
      data: [{ name: `sur ${set.targetText}`, ...point(cell), value: cell.value ?? 0 }],
    }],
  };
}

// Steps of one colour, from pale to full: they read in grey as they do in colour.
const steps = (look) => [mixed(look.brand, look.surface, 0.14), mixed(look.brand, look.surface, 0.4), mixed(look.brand, look.surface, 0.7), look.brand];
function mixed(one, other, share) {
  const [a, b] = [one, other].map((text) => (text.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number));
  const unit = /^color\(/.test(one) ? 255 : 1;
  const other_ = /^color\(/.test(other) ? 255 : 1;
  return `rgb(${[0, 1, 2].map((rank) => Math.round(a[rank] * unit * share + b[rank] * other_ * (1 - share))).join(",")})`;
}

function calendar(data, set, look, base) {
  const days = data.rows.filter((row) => /^\d{4}-\d\d-\d\d$/.test(row.key));
  const most = Math.max(1, ...days.map((row) => row.cells[0].value ?? 0));
  const first = days[0]?.key;
  const last = days.at(-1)?.key;
  const upright = set.width < 560;
  return {
    tooltip: { ...base.tooltip, formatter: (event) => `${event.data.label}\n${event.data.text}` },
    visualMap: { min: 0, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemWidth: 12, itemHeight: 90, text: [french.format(most), "0"], textStyle: { color: look.quiet }, inRange: { color: [look.soft, ...steps(look).slice(1)] } },
    calendar: {
      range: [first, last], orient: upright ? "vertical" : "horizontal", cellSize: upright ? ["auto", 9] : ["auto", "auto"], top: upright ? 26 : 24, left: upright ? 46 : 34, right: 12, bottom: upright ? undefined : 34,
      dayLabel: { firstDay: 1, nameMap: DAYS, color: look.quiet, fontSize: 10 }, monthLabel: { nameMap: MONTHS, color: look.quiet, fontSize: 10 }, yearLabel: { show: false },
      itemStyle: { color: "transparent", borderColor: look.surface, borderWidth: 2 }, splitLine: { lineStyle: { color: look.quiet, width: 1 } },
    },
    series: [{ type: "heatmap", progressive: 0, coordinateSystem: "calendar", cursor: "pointer", data: days.map((row) => ({ value: [row.key, row.cells[0].value ?? 0], label: row.label, text: row.cells[0].text, url: row.cells[0].url })) }],
  };
}

function map(data, set, look, base, places) {
  const shapes = new Map(places.outlines.features.map((item) => [item.properties.code, item.properties.name]));
  const values = data.rows.filter((row) => row.cells[0].value);
  const french_ = values.filter((row) => shapes.has(row.key));
  return french_.length * 2 >= values.length ? outlined(french_, shapes, look, base) : plane(values, look, base, places.points);
}

function outlined(rows, shapes, look, base) {
  const sums = new Map();
  for (const row of rows) {
    const known = sums.get(row.key);
    sums.set(row.key, known ? { ...known, value: known.value + row.cells[0].value, text: "", url: "" } : { ...point(row.cells[0]), name: shapes.get(row.key) });
  }
  const found = [...sums.values()].map((item) => ({ ...item, text: item.text || french.format(item.value) }));
  const most = Math.max(1, ...found.map((item) => item.value));
  return {
    tooltip: { ...base.tooltip, formatter: (event) => `${event.name}\n${event.data?.text ?? "0"}` },
    visualMap: { min: 0, max: most, orient: "horizontal", left: "center", bottom: 0, itemWidth: 12, itemHeight: 90, text: [french.format(most), "0"], textStyle: { color: look.quiet }, inRange: { color: steps(look) }, calculable: false },
    series: [{
      type: "map", map: "france", nameProperty: "name", roam: false, aspectScale: 1, layoutCenter: ["51%", "46%"], layoutSize: "90%", selectedMode: false, cursor: "pointer",
      itemStyle: { areaColor: look.soft, borderColor: look.surface, borderWidth: 0.8 },
      emphasis: { itemStyle: { areaColor: look.brand }, label: { show: false } },
      label: { show: true, color: look.text, fontSize: 10, textBorderColor: look.surface, textBorderWidth: 2, formatter: (event) => (event.data?.value ? french.format(event.data.value) : "") },
      labelLayout: { hideOverlap: true },
      data: found,
    }],
  };
}

// Elsewhere than in France: circles where the places are, each with its name.
function plane(rows, look, base, points) {
  const found = rows.filter((row) => points[row.key]).map((row) => ({ name: points[row.key][2], ...point(row.cells[0]), value: [points[row.key][0], points[row.key][1], row.cells[0].value] }));
  const most = Math.max(1, ...found.map((item) => item.value[2]));
  const axis = (name) => ({ type: "value", scale: true, show: false, min: (range) => range.min - Math.max(0.3, (range.max - range.min) * 0.15), max: (range) => range.max + Math.max(0.3, (range.max - range.min) * 0.15), name });
  return {
    tooltip: { ...base.tooltip, formatter: (event) => `${event.name}\n${event.data.text}` },
    grid: { left: 10, right: 10, top: 10, bottom: 10, show: true, borderColor: look.line, backgroundColor: "transparent" },
    xAxis: axis("x"), yAxis: axis("y"),
    series: [{
      type: "scatter", cursor: "pointer", symbolSize: (value) => 10 + 34 * Math.sqrt(value[2] / most), itemStyle: { color: look.brand, opacity: 0.75 },
      label: { show: true, position: "bottom", color: look.text, fontSize: 11, formatter: (event) => `${event.name} · ${event.data.text}` }, labelLayout: { hideOverlap: true },
      data: found,
    }, {
      type: "scatter", silent: true, symbolSize: 5, z: 1, itemStyle: { color: look.line }, data: Object.values(points).map((item) => item.slice(0, 2)),
    }],
  };
}

const SHAPES = {
  bar: (...all) => bars(...all.slice(0, 4), false), stacked: (...all) => bars(...all.slice(0, 4), true),
  line: (...all) => lines(...all.slice(0, 4), false), area: (...all) => lines(...all.slice(0, 4), true),
  pie, funnel, gauge, calendar, map,
};
