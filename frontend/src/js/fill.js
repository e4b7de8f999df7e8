// Pages on which a form is filled: questions shown as one answers, draft kept as one types, signature drawn.
import { $, $$, debounce, make, ready } from "./dom.js";

const filled = (value) => !(value == null || value === "" || (Array.isArray(value) && !value.length) || (typeof value === "object" && !Array.isArray(value) && !Object.keys(value).length));
const asNumber = (value) => { const text = String(value).trim().replace(",", "."); return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null; };
const asText = (value) => String((typeof value === "object" && value && (value.text || value.city || "")) || (typeof value === "object" ? "" : value)).trim().toLowerCase();

function same(found, wanted) {
  if (Array.isArray(found)) return found.map(String).includes(String(wanted));
  const [left, right] = [asNumber(found), asNumber(wanted)];
  return left !== null && right !== null ? left === right : asText(found) === asText(wanted);
}

function compared(op, found, wanted) {
  const [left, right] = [asNumber(Array.isArray(found) ? found.length : found), asNumber(wanted)];
  const [first, second] = left === null || right === null ? [String(found), String(wanted)] : [left, right];
  return op === "gte" ? first >= second : first <= second;
}

// The same reading as definition/conditions.py.
export function holds(tree, values) {
  if (!tree || !Object.keys(tree).length) return true;
  if (tree.all) return tree.all.every((branch) => holds(branch, values));
  if (tree.any) return !tree.any.length || tree.any.some((branch) => holds(branch, values));
  const [key, row] = String(tree.q ?? "").split(".");
  const found = row ? values[key]?.[row] : values[key];
  const op = tree.op ?? "is";
  if (op === "filled") return filled(found);
  if (op === "empty") return !filled(found);
  if (op === "is") return filled(found) && same(found, tree.value ?? "");
  if (op === "is_not") return !(filled(found) && same(found, tree.value ?? ""));
  return filled(found) && compared(op, found, tree.value ?? "");
}

function valueOf(block) {
  const found = {};
  let plain = "";
  const list = [];
  for (const field of $$("input, select, textarea", block)) {
    if (!field.name || field.name.endsWith("--comment") || field.name.endsWith("--kept")) continue;
    if (/^(radio|checkbox)$/.test(field.type) && !field.checked) continue;
    const [, part] = field.name.split("--");
    if (part) { if (field.value) found[part] = field.value; }
    else if (field.type === "checkbox") list.push(field.value);
    else if (field.value) plain = field.value;
  }
  return Object.keys(found).length ? found : list.length ? list : plain;
}

class Fill {
  constructor(form) {
    this.form = form;
    const told = JSON.parse($("#es-conditions")?.textContent ?? "{}");
    Object.assign(this, { rules: told.rules ?? {}, others: told.others ?? {}, dirty: false, busy: false });
    for (const hint of $$("[data-fill-hint]", form)) hint.hidden = true;
    this.update();
    const later = debounce(() => this.update(), 60);
    for (const type of ["input", "change"]) form.addEventListener(type, (event) => { later(); this.touched(event); });
    this.save = debounce(() => this.keep(), 1500);
  }
  // In the order of the page: what is hidden counts as unanswered for what follows.
  update() {
    const values = { ...this.others };
    let [asked, answered] = [0, 0];
    for (const block of $$("[data-rule]", this.form)) {
      const parent = block.parentElement.closest("[data-rule]");
      const shown = !(parent && parent.hidden) && holds(this.rules[block.dataset.rule], values);
      block.hidden = !shown;
      if (!shown || !("asked" in block.dataset)) continue;
      const value = valueOf(block);
      if (filled(value)) values[block.dataset.rule] = value;
      asked += 1;
      answered += filled(value) ? 1 : 0;
    }
    const gauge = $("[data-fill-progress]", this.form);
    if (!gauge || asked < 6) return;
    gauge.hidden = false;
    $("progress", gauge).max = asked;
    $("progress", gauge).value = answered;
    $("[data-fill-count]", gauge).textContent = this.form.dataset.left.replace("{done}", answered).replace("{all}", asked);
  }
  touched(event) {
    if (!("fillKeep" in this.form.dataset) || event.target.type === "file") return;
    this.dirty = true;
    this.save();
  }
  say(name, values = {}) {
    const text = (this.form.dataset[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
    $("[data-fill-state]", this.form).textContent = text;
  }
  async keep() {
    if (this.busy || !this.dirty || this.form.dataset.sent) return;
    [this.busy, this.dirty] = [true, false];
    this.say("saving");
    const data = new FormData(this.form);
    for (const field of $$("input[type=file]", this.form)) data.delete(field.name);
    data.set("do", "keep");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
      const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      this.taken(answer, told);
    } catch { this.dirty = true; this.say("unsaved"); setTimeout(this.save, 8000); }
    this.busy = false;
    if (this.dirty) this.save();
  }
  taken(answer, told) {
    if (told.link) {
      this.form.elements.revision.value = told.revision;
      if (location.pathname !== told.link && !("member" in this.form.dataset)) history.replaceState(null, "", told.link);
      this.say("saved", told);
    } else if (told.text) this.say(told.text);
    else this.say("unsaved");
  }
}

// A signature, as lines of coordinates in a box of 600 × 200.
function pad(box) {
  const hidden = $("input[type=hidden]", box);
  const canvas = make("canvas", { width: 600, height: 200, "aria-hidden": "true" });
  const clear = make("button", { type: "button", class: "btn btn-sm mt-2", text: box.dataset.clear, hidden: true });
  box.append(make("p", { text: box.dataset.label }), canvas, clear);
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round", strokeStyle: "#222" });
  let [strokes, line] = [[], null];
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [Math.round(((event.clientX - frame.left) * 600) / frame.width), Math.round(((event.clientY - frame.top) * 200) / frame.height)];
  };
  const write = () => {
    hidden.value = strokes.length ? JSON.stringify(strokes) : "";
    clear.hidden = !strokes.length;
    hidden.dispatchEvent(new Event("input", { bubbles: true }));
  };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); line = at(event); pen.beginPath(); pen.moveTo(...line); });
  canvas.addEventListener("pointermove", (event) => {
    if (!line || line.length > 900) return;
    const [x, y] = at(event);
    if (Math.abs(x - line.at(-2)) + Math.abs(y - line.at(-1)) < 4) return;
    line.push(Math.max(-40, Math.min(640, x)), Math.max(-40, Math.min(640, y)));
    pen.lineTo(x, y);
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => { if (line?.length > 2 && strokes.length < 50) strokes.push(line); line = null; write(); });
  clear.addEventListener("click", () => { strokes = []; pen.clearRect(0, 0, 600, 200); write(); });
}

ready((root) => {
  for (const form of $$("form[data-fill]", root)) new Fill(form);
  for (const box of $$("[data-pad]", root)) pad(box);
});
