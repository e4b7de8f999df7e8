// Dialogs: native <dialog>, focus given back where it was; a shared one for parts brought by htmx; questions.
import htmx from "htmx.org";
import { $, on, word } from "./dom.js";
import { showToast } from "./toasts.js";

export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.esBack = document.activeElement;
  dialog.showModal();
  const first = $("[autofocus], [aria-invalid='true']", dialog)
    ?? $("[data-dialog-body] :is(input:not([type=hidden]), select, textarea, button, a[href])", dialog);
  first?.focus();
}

export function closeDialog(dialog) {
  if (dialog?.open) dialog.close();
}

document.addEventListener("close", ({ target }) => {
  if (!(target instanceof HTMLDialogElement)) return;
  target.esBack?.isConnected && target.esBack.focus?.({ preventScroll: true });
  if (target.id === "es-shared") $("[data-dialog-body]", target).replaceChildren();
}, true);

// A press that begins and ends on the backdrop closes; a text selection that ends there does not.
let pressed = null;
document.addEventListener("pointerdown", ({ target }) => { pressed = target; });
on("click", "dialog", (event, dialog) => {
  if (event.target === dialog && pressed === dialog && dialog.id !== "es-confirm" && !$("form[data-dirty]", dialog)) closeDialog(dialog);
});

on("click", "[data-dialog-open]", (event, button) => {
  event.preventDefault();
  openDialog(document.getElementById(button.dataset.dialogOpen));
});
on("click", "[data-dialog-close]", (event, button) => closeDialog(button.closest("dialog")));
document.addEventListener("es:dialog-close", () => { for (const dialog of document.querySelectorAll("dialog[open]")) closeDialog(dialog); });

on("click", "[data-dialog-url]", async (event, button) => {
  event.preventDefault();
  const dialog = $("#es-shared");
  const body = $("[data-dialog-body]", dialog);
  button.setAttribute("aria-busy", "true");
  dialog.classList.toggle("es-dialog--lg", button.dataset.dialogSize === "lg");
  dialog.classList.toggle("es-drawer", button.hasAttribute("data-dialog-drawer"));
  try {
    await htmx.ajax("GET", button.dataset.dialogUrl, { target: body, swap: "innerHTML", source: button });
    if (!body.childElementCount) return;
    const heading = $("[data-dialog-title]", body);
    $(".es-dialog__head h2", dialog).textContent = heading?.textContent ?? button.textContent.trim();
    heading?.remove();
    openDialog(dialog);
  } catch {
    showToast(word("offline"), "danger");
  } finally {
    button.removeAttribute("aria-busy");
  }
});

// Questions: data-confirm on a form, a button, a link or an htmx element.
function ask(source) {
  const dialog = $("#es-confirm");
  if (!dialog) return Promise.resolve(window.confirm(source.dataset.confirm));
  const yes = $("[data-answer=yes]", dialog);
  $("#es-confirm-title").textContent = source.dataset.confirm;
  $("#es-confirm-text").textContent = source.dataset.confirmText ?? "";
  $("#es-confirm-text").hidden = !source.dataset.confirmText;
  yes.textContent = source.dataset.confirmOk || yes.dataset.default;
  yes.className = source.hasAttribute("data-confirm-danger") ? "btn btn-danger" : "btn btn-primary";
  return new Promise((resolve) => {
    const answer = (event) => {
      const button = event.target.closest?.("[data-answer]");
      if (!button && event.type === "click") return;
      dialog.removeEventListener("click", answer);
      dialog.removeEventListener("close", answer);
      closeDialog(dialog);
      resolve(button?.dataset.answer === "yes");
    };
    dialog.addEventListener("click", answer);
    dialog.addEventListener("close", answer);
    openDialog(dialog);
    $("[data-answer=no]", dialog).focus();
  });
}

const usesHtmx = (element) => element.matches("[hx-get],[hx-post],[hx-put],[hx-patch],[hx-delete]");

document.addEventListener("htmx:confirm", (event) => {
  const source = event.detail.elt.closest("[data-confirm]");
  if (!source || source !== event.detail.elt) return;
  event.preventDefault();
  ask(source).then((yes) => yes && event.detail.issueRequest(true));
});

document.addEventListener("submit", (event) => {
  const button = event.submitter?.matches("[data-confirm]") ? event.submitter : null;
  const source = button ?? (event.target.matches("[data-confirm]") ? event.target : null);
  if (!source || (source === event.target && usesHtmx(source)) || event.target.esSure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(source).then((yes) => {
    if (!yes) return;
    event.target.esSure = true;
    event.target.requestSubmit(event.submitter);
    event.target.esSure = false;
  });
}, true);

on("click", "a[data-confirm]", (event, link) => {
  if (usesHtmx(link)) return;
  event.preventDefault();
  ask(link).then((yes) => yes && location.assign(link.href));
});
