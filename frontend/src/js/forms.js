// Forms: sent once, growing text, counted characters, conditional blocks, nothing lost on leaving.
import { $, $$, all, debounce, on, ready, word } from "./dom.js";

// Sent once. The button is freed when the answer is slow to come, or the page is shown again by "back".
const WAIT = 20000;
const free = (form) => {
  delete form.dataset.sent;
  for (const button of $$("[aria-busy]", form)) button.removeAttribute("aria-busy");
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.method === "dialog" || form.target === "_blank") return;
  if (form.matches("[hx-post],[hx-put],[hx-patch],[hx-delete],[data-send-freely]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => free(form), WAIT);
});
addEventListener("pageshow", () => { for (const form of $$("form[data-sent]")) free(form); });

// Unsaved changes.
on("input", "form[data-dirty-warn]", (event, form) => { form.dataset.dirty = "1"; });
document.addEventListener("submit", ({ target }) => { delete target.dataset.dirty; });
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) detail.elt.closest?.("form[data-dirty-warn]")?.setAttribute("data-dirty", "1");
});
addEventListener("beforeunload", (event) => { if ($("form[data-dirty]")) event.preventDefault(); });

// Text boxes grow where the browser cannot do it by itself.
const grows = !CSS.supports("field-sizing", "content");
const grow = (area) => {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};
if (grows) on("input", "textarea[data-autosize]", (event, area) => grow(area));

on("input", "[data-count]", (event, field) => {
  const left = field.maxLength - field.value.length;
  let line = field.nextElementSibling;
  if (!line?.classList.contains("es-count")) {
    line = document.createElement("div");
    line.className = "es-count";
    field.after(line);
  }
  line.textContent = word("left", { n: left });
});

// Blocks shown for a value: data-show-if="field=a|b" or "field!=a".
function applyShown(form) {
  for (const block of $$("[data-show-if]", form)) {
    const [, name, not, wanted] = block.dataset.showIf.match(/^([^=!]+)(!?)=(.*)$/) ?? [];
    if (!name) continue;
    const values = new FormData(form).getAll(name).map(String);
    const found = wanted.split("|").some((value) => (value ? values.includes(value) : !values.length || values.includes("")));
    const shown = not ? !found : found;
    block.hidden = !shown;
    for (const control of $$("input, select, textarea", block)) {
      if (!shown && !control.disabled) { control.disabled = true; control.dataset.hiddenBy = "1"; }
      else if (shown && control.dataset.hiddenBy) { control.disabled = false; delete control.dataset.hiddenBy; }
    }
  }
}
on("change", "form:has([data-show-if])", (event, form) => applyShown(form));

const send = debounce((form) => form.requestSubmit(), 350);
on("input", "form[data-autosubmit] input:is([type=search],[type=text])", (event, input) => send(input.form));
on("change", "form[data-autosubmit] :is(select, input:not([type=search],[type=text]))", (event, input) => input.form.requestSubmit());

// A draft kept in this browser until the form is sent.
const secret = "[type=password],[type=file],[type=hidden],[name=csrfmiddlewaretoken]";
const draftKey = (form) => `es-draft:${location.pathname}:${form.dataset.draft}`;
const saveDraft = debounce((form) => {
  const kept = $$("input, select, textarea", form).filter((field) => field.name && !field.matches(secret)).map((field) =>
    [field.name, field.value, field.checked, /^(checkbox|radio)$/.test(field.type)]);
  try { localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), kept })); } catch { /* storage full or closed */ }
}, 400);
on("input", "form[data-draft]", (event, form) => saveDraft(form));
// Sent: the draft goes when the next page has come. A failed sending, then "back", still finds it.
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-draft]")) sessionStorage.setItem("es-draft-sent", draftKey(target));
});
function forgetSent() {
  const key = sessionStorage.getItem("es-draft-sent");
  sessionStorage.removeItem("es-draft-sent");
  if (key && performance.getEntriesByType("navigation")[0]?.type === "navigate") localStorage.removeItem(key);
}

function restoreDraft(form) {
  let draft = null;
  try { draft = JSON.parse(localStorage.getItem(draftKey(form))); } catch { return; }
  if (!draft || Date.now() - draft.at > 7 * 86400000) return;
  let changed = false;
  for (const [name, value, checked, box] of draft.kept) {
    for (const field of form.elements[name]?.length !== undefined && !form.elements[name].tagName ? form.elements[name] : [form.elements[name]].filter(Boolean)) {
      if (box ? field.value === value && field.checked !== checked : !field.value && value) {
        box ? (field.checked = checked) : (field.value = value);
        changed = true;
      }
    }
  }
  if (changed) document.dispatchEvent(new CustomEvent("es:toast", { detail: { level: "info", text: word("draft") } }));
}

ready((root) => {
  if (root === document.body) forgetSent();
  if (grows) all(root, "textarea[data-autosize]").forEach(grow);
  all(root, "form").forEach(applyShown);
  all(root, "form[data-draft]").forEach(restoreDraft);
  all(root, "[data-focus]")[0]?.focus();
});
