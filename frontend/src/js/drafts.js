// What is typed in a form stays in this tab until it is sent: a session that ends, a refusal or a closed page lose nothing.
// Kept in sessionStorage, by form and by user; only the fields that were touched, never secrets nor files.
import { $, $$, all, debounce, make, on, ready, word } from "./dom.js";
import { csrf } from "./token.js";

const WATCHED = "form[data-dirty-warn]:not([data-draft], [data-no-draft])";
const NEVER = "[type=password],[type=file],[type=submit],[name=csrfmiddlewaretoken],[autocomplete=one-time-code],[data-no-draft]";
const PREFIX = "es-form:";
const CAME_BACK = "[data-refused], [data-form-errors], [data-came-back], [aria-invalid=true]";
const KEPT = 12 * 3600000;
const started = new WeakMap(); // what each form held when it came: name → its values
const waiting = new Set();

const user = () => document.body.dataset.user ?? "";
const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
const write = (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or closed */ } };
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

function keyOf(form) {
  const rank = $$(WATCHED).indexOf(form);
  const leads = form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname + location.search;
  return `${PREFIX}${leads}#${form.id || Math.max(rank, 0)}`;
}

// A hidden field counts when a box beside it chooses its value; the form's own (token, version) do not.
const controls = (form) => [...form.elements].filter((field) =>
  field.name && !field.matches(NEVER) && !field.closest("[data-no-draft], .es-combobox:has([data-no-draft])") && (field.type !== "hidden" || field.closest(".es-combobox")));

function values(form) {
  const found = {};
  for (const field of controls(form)) {
    const list = (found[field.name] ??= []);
    if (/^(checkbox|radio)$/.test(field.type)) { if (field.checked) list.push(field.value); }
    else if (field.type === "select-multiple") list.push(...[...field.selectedOptions].map((option) => option.value));
    else list.push(field.value);
  }
  return found;
}

const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
const shownOf = (form, name) => $(`.es-combobox:has(> input[type=hidden][name="${CSS.escape(name)}"]) input[type=text]`, form)?.value;

function save(form) {
  if (!form.isConnected || !started.has(form) || waiting.has(form)) return;
  const before = started.get(form);
  const fields = {};
  for (const [name, now] of Object.entries(values(form))) {
    if (!same(now, before[name])) fields[name] = { now, before: before[name] ?? [], shown: shownOf(form, name) };
  }
  Object.keys(fields).length ? write(keyOf(form), { user: user(), at: Date.now(), fields }) : sessionStorage.removeItem(keyOf(form));
}

const saveSoon = debounce(save, 300);
for (const type of ["input", "change"]) on(type, WATCHED, (event, form) => saveSoon(form));

document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === document.body.dataset.logout) return kept().forEach((key) => sessionStorage.removeItem(key));
  const token = target.elements.csrfmiddlewaretoken;
  if (token && csrf()) token.value = csrf(); // signed in again from another tab: the page's own token is of the past
  if (target.matches(WATCHED)) save(target);
  if (target.matches(`${WATCHED}:not([hx-post]), [data-keeps-draft]`)) write("es-sent", keyOf(target));
}, true);
document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  if (elt.matches?.(WATCHED) && successful) sessionStorage.removeItem(keyOf(elt));
});

// The page that comes after a sending tells whether it went through: not if it is the sign-in page, a refusal,
// or the same form with its errors.
function settleSent() {
  const key = read("es-sent");
  if (!key || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
  sessionStorage.removeItem("es-sent");
  if (user() && !$(CAME_BACK)) sessionStorage.removeItem(key);
}

function fill(form, draft) {
  for (const [name, { now, shown }] of Object.entries(draft.fields)) {
    const fields = controls(form).filter((field) => field.name === name);
    fields.forEach((field, rank) => {
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = now.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = now.includes(option.value);
      else field.value = now[rank] ?? "";
      field.dispatchEvent(new CustomEvent("es:filled", { detail: { shown } }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  form.dataset.dirty = "1";
}

const labelOf = (form, name) => {
  const field = controls(form).find((one) => one.name === name);
  return (field?.closest("fieldset")?.querySelector("legend") ?? field?.labels?.[0] ?? $(`label[for="${CSS.escape(field?.id ?? "-")}"]`, form))?.firstChild?.textContent.trim();
};

function offer(form) {
  const key = keyOf(form);
  const draft = read(key);
  const here = values(form);
  started.set(form, here);
  if (!draft || draft.user !== user() || Date.now() - draft.at > KEPT) return sessionStorage.removeItem(key);
  // With its errors the form comes back as it was sent: what it held at first is in the draft.
  if ($(CAME_BACK)) started.set(form, { ...here, ...Object.fromEntries(Object.entries(draft.fields).map(([name, { before }]) => [name, before])) });
  for (const name of Object.keys(draft.fields)) if (!(name in here) || same(draft.fields[name].now, here[name])) delete draft.fields[name];
  if (!Object.keys(draft.fields).length) return;
  waiting.add(form);
  const moved = Object.keys(draft.fields).filter((name) => !same(draft.fields[name].before, here[name])).map((name) => labelOf(form, name)).filter(Boolean);
  const time = new Date(draft.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const box = make("div", { class: "alert alert-info es-draft", role: "status" });
  const close = () => { waiting.delete(form); box.remove(); };
  const take = make("button", { type: "button", class: "btn btn-primary btn-sm", text: word("resume") });
  const drop = make("button", { type: "button", class: "btn btn-sm", text: word("discard") });
  take.addEventListener("click", () => { close(); fill(form, draft); save(form); $("input:not([type=hidden]), textarea, select", form)?.focus(); });
  drop.addEventListener("click", () => { close(); sessionStorage.removeItem(key); });
  box.append(make("p", { text: [word("unfinished", { time }), moved.length ? word("moved", { fields: moved.join(", ") }) : ""].join(" ").trim() }), make("div", { class: "es-cluster" }, take, drop));
  form.before(box);
}

ready((root) => {
  if (root === document.body) {
    settleSent();
    if (user()) for (const key of kept()) if (read(key)?.user !== user()) sessionStorage.removeItem(key);
  }
  if (!user()) return;
  all(root, WATCHED).forEach(offer);
});
