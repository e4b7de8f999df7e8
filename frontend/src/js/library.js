// Depositing files: several at once, part by part, with progress; a cut connection or a closed page costs one part.
import { $, make, on, drawIcon, number } from "./dom.js";
import { csrf } from "./token.js";

const PART = 2 * 1024 * 1024;
const AT_ONCE = 2;
const form = $("[data-deposit]");
const waiting = [];
let running = 0;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const toast = (text, level = "danger") => document.dispatchEvent(new CustomEvent("es:toast", { detail: { text, level } }));

function readable(bytes) {
  const units = ["o", "ko", "Mo", "Go"];
  let rank = 0;
  while (bytes >= 1000 && rank < 3) { bytes /= 1000; rank += 1; }
  return `${number(Math.round(bytes * 10) / 10)} ${units[rank]}`;
}

// Tries again by itself while the connection is away; anything the server says is an answer.
async function ask(url, body, item, headers = {}) {
  for (let delay = 1000; ; delay = Math.min(delay * 2, 15000)) {
    if (item.dropped) throw new Error("dropped");
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "X-Requested-With": "fetch", ...headers } });
      if (answer.status < 500) return { status: answer.status, said: await answer.json().catch(() => ({})) };
    } catch { /* away */ }
    say(item, form.dataset.saidCut);
    await pause(delay);
  }
}

function line(file) {
  const item = { file, dropped: false };
  item.note = make("span", { text: readable(file.size) });
  item.bar = make("progress", { max: 100, value: 0, "aria-label": form.dataset.saidSent.replace("{name}", file.name) });
  item.body = make("div", { class: "es-docs__body" }, make("div", { class: "fw-medium", text: file.name }), item.bar, make("div", { class: "es-docs__meta" }, item.note));
  item.icon = make("span", { class: "es-docs__icon" }, drawIcon("file"));
  item.drop = make("button", { type: "button", class: "btn btn-ghost btn-icon", "aria-label": `${form.dataset.saidRemove} ${file.name}` }, drawIcon("x"));
  item.row = make("li", { class: "es-uploads__item" }, item.icon, item.body, item.drop);
  item.drop.addEventListener("click", () => remove(item));
  $("[data-deposit-list]").append(item.row);
  return item;
}

const say = (item, text) => { item.note.textContent = text; };

function remove(item) {
  item.dropped = true;
  item.row.remove();
  const place = waiting.indexOf(item);
  if (place >= 0) waiting.splice(place, 1);
  if (item.key) fetch(`${form.dataset.begin}${item.key}/retirer/`, { method: "POST", headers: { "X-CSRFToken": csrf(), "X-Requested-With": "fetch" } }).catch(() => {});
}

function refuse(item, text) {
  item.bar.remove();
  item.row.classList.add("text-danger");
  say(item, text || form.dataset.saidFailed);
}

function ready(item, said) {
  item.bar.remove();
  item.icon.className = `es-docs__icon`;
  item.icon.replaceChildren(drawIcon(said.icon));
  const title = make("input", { class: "form-control", name: `title-${said.key}`, value: said.title, maxlength: 200, "aria-label": `${form.dataset.saidTitle} : ${said.name}` });
  item.body.firstChild.replaceWith(title);
  item.row.append(make("input", { type: "hidden", name: "uploads", value: said.key }));
  item.row.dataset.uploadState = "ready";
  say(item, `${said.name} · ${readable(said.size)} · ${form.dataset.saidReady}`);
  if (said.known) {
    item.body.append(make("p", { class: "es-uploads__known" }, `${form.dataset.saidKnown} `, make("a", { href: said.known.url, text: said.known.title })));
  }
}

async function send(item) {
  const { file } = item;
  const fields = new FormData();
  fields.set("name", file.name);
  fields.set("size", file.size);
  fields.set("fingerprint", `${file.size}-${file.lastModified}-${file.name.length}`);
  let { status, said } = await ask(form.dataset.begin, fields, item);
  if (status !== 200) return refuse(item, said.message);
  item.key = said.key;
  const earlier = $(`[data-upload-key="${said.key}"]`);
  if (earlier) earlier.remove();
  let sent = said.received;
  while (said.state === "coming" && sent < file.size) {
    const part = file.slice(sent, sent + PART);
    ({ status, said } = await ask(`${form.dataset.begin}${item.key}/?debut=${sent}`, part, item, { "Content-Type": "application/octet-stream" }));
    if (status !== 200 && status !== 409) return refuse(item, said.message);
    sent = said.received;
    item.bar.value = (100 * sent) / file.size;
    say(item, `${readable(sent)} / ${readable(file.size)}`);
    said.state ??= "coming";
  }
  say(item, form.dataset.saidChecking);
  ({ status, said } = await ask(`${form.dataset.begin}${item.key}/fin/`, null, item));
  if (status !== 200 || said.state !== "ready") return refuse(item, said.message);
  ready(item, said);
}

async function work() {
  if (running >= AT_ONCE) return;
  const item = waiting.shift();
  if (!item) return;
  running += 1;
  try { await send(item); } catch (error) { if (!item.dropped) refuse(item, ""); }
  running -= 1;
  work();
}

function take(files) {
  const most = Number(form.dataset.max);
  for (const file of files) {
    const item = line(file);
    if (file.size > most) { refuse(item, form.dataset.saidBig); continue; }
    waiting.push(item);
    work();
  }
}

if (form) {
  const input = $("input[type=file]", form);
  input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
  const zone = $("[data-deposit-zone]", form);
  for (const type of ["dragover", "dragenter"]) document.addEventListener(type, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("is-over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    take([...event.dataTransfer.files]);
  });
  on("click", "[data-upload-drop]", async (event, button) => {
    event.preventDefault();
    await fetch(button.dataset.uploadDrop, { method: "POST", headers: { "X-CSRFToken": csrf(), "X-Requested-With": "fetch" } });
    button.closest("li").remove();
  });
  form.addEventListener("submit", (event) => {
    if (running || waiting.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      toast(form.dataset.saidWait, "warning");
    }
  }, true);
  addEventListener("beforeunload", (event) => { if (running || waiting.length) event.preventDefault(); });
}
