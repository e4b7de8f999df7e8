// Editing a field where it is shown: double-click, F2 or the pencil; Enter keeps, Escape gives up.
import htmx from "htmx.org";
import { $, $$, make, drawIcon, on, word } from "./dom.js";
import { showToast } from "./toasts.js";

const place = (cell) => (cell.tagName === "TD" ? "list" : "record");
function address(cell) {
  if (cell.dataset.editUrl) return cell.dataset.editUrl;
  const base = cell.closest("[data-inline-edit]").dataset.inlineEdit;
  return `${base}${cell.closest("[data-pk]").dataset.pk}/champ/${cell.dataset.edit}/`;
}

async function send(cell, method, body) {
  const url = address(cell);
  try {
    return await fetch(method === "GET" ? `${url}?place=${place(cell)}` : url, {
      method, body, headers: { "HX-Request": "true", "X-CSRFToken": body?.get("csrfmiddlewaretoken") ?? "" },
    });
  } catch {
    showToast(word("offline"), "danger");
    return null;
  }
}

async function refused(answer) {
  const said = answer.headers.get("X-Essaim-Message");
  showToast(said ? decodeURIComponent(said) : word("offline"), "danger");
}

export async function edit(cell) {
  if (cell.esBefore || cell.hasAttribute("aria-busy") || !cell.closest("[data-inline-edit]")) return;
  cell.setAttribute("aria-busy", "true");
  const answer = await send(cell, "GET");
  cell.removeAttribute("aria-busy");
  if (!answer) return;
  if (!answer.ok) return refused(answer);
  cell.esBefore = [...cell.childNodes];
  show(cell, await answer.text());
}

function show(cell, html) {
  cell.classList.add("es-editing");
  cell.innerHTML = html;
  htmx.process(cell);
  cell.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  const control = $("[aria-invalid=true], .es-combobox input[type=text], input:not([type=hidden]), select:not([hidden]), textarea", cell);
  control?.focus();
  control?.select?.();
}

function close(cell, nodes) {
  cell.esBefore = null;
  cell.classList.remove("es-editing");
  if (nodes) cell.replaceChildren(...nodes);
  focusCell(cell);
}

function focusCell(cell) {
  const button = $("[data-edit-button]", cell);
  if (button) return button.focus();
  cell.tabIndex = -1;
  cell.focus();
}

on("submit", "form[data-editor]", async (event, form) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const cell = form.closest("[data-edit]");
  if (form.esSending) return;
  form.esSending = true;
  const answer = await send(cell, "POST", new FormData(form));
  form.esSending = false;
  if (!answer) return;
  if (answer.status === 422) return show(cell, await answer.text());
  if (!answer.ok) return refused(answer);
  const html = await answer.text();
  if (place(cell) === "list") {
    const link = cell.classList.contains("es-main") ? cell.esBefore.find((node) => node.tagName === "A") : null;
    cell.innerHTML = html;
    if (link) { link.replaceChildren(...cell.childNodes); cell.replaceChildren(link); }
    close(cell);
    cell.closest("tr")?.classList.add("es-row-new");
    return;
  }
  const fresh = make("div");
  fresh.innerHTML = html;
  const next = fresh.firstElementChild;
  cell.replaceWith(next);
  htmx.process(next);
  focusCell(next);
}, true);

on("click", "[data-editor-cancel]", (event, button) => cancel(button));
const cancel = (inside) => {
  const cell = inside.closest("[data-edit]");
  close(cell, cell.esBefore);
};
on("keydown", "form[data-editor]", (event, form) => {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    cancel(form);
  } else if (event.key === "Enter" && (event.target.matches("select, [type=checkbox], [type=radio]") || (event.target.matches("textarea") && (event.ctrlKey || event.metaKey)))) {
    event.preventDefault();
    form.requestSubmit();
  }
});

on("dblclick", "[data-edit]", (event, cell) => { if (!event.target.closest("form[data-editor]")) { event.preventDefault(); getSelection().removeAllRanges(); edit(cell); } });
on("click", "[data-edit-button]", (event, button) => { event.preventDefault(); edit(button.closest("[data-edit]")); });

// In a table: F2 edits, the arrows go from cell to cell once one is reached.
on("keydown", "table[data-inline-edit] tbody tr", (event, row) => {
  if (event.target.closest("form[data-editor]")) return;
  const cells = $$("[data-edit]", row);
  const here = cells.indexOf(event.target.closest("[data-edit]"));
  if (event.key === "F2" && cells.length) {
    event.preventDefault();
    edit(cells[Math.max(here, 0)]);
  } else if (["ArrowRight", "ArrowLeft"].includes(event.key) && !event.target.matches("input")) {
    const next = cells[here + (event.key === "ArrowRight" ? 1 : -1)];
    if (next) { event.preventDefault(); next.tabIndex = -1; next.focus(); }
  }
});

// One pencil, lent to the cell under the pointer.
const pencil = make("button", { type: "button", class: "es-cell-pencil", tabindex: "-1", "aria-hidden": "true", "data-edit-button": true });
on("pointerover", "table[data-inline-edit] [data-edit]", (event, cell) => {
  if (event.pointerType !== "mouse" || cell.esBefore || cell.contains(pencil)) return;
  if (!pencil.childElementCount) pencil.append(drawIcon("pencil"));
  cell.append(pencil);
});
on("pointerleave", "table[data-inline-edit]", (event, table) => { if (event.target === table) pencil.remove(); }, true);
