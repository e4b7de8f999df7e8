// htmx: its settings, the CSRF header, and what happens when an answer does not come.
import htmx from "htmx.org";
import { $, word } from "./dom.js";
import { csrf } from "./token.js";
import { showToast } from "./toasts.js";

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  attributesToSettle: ["class", "width", "height"], // not "style": setting it as an attribute is refused by our policy
  historyCacheSize: 0,
  scrollIntoViewOnBoost: false,
  defaultSettleDelay: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "(409|422)", swap: true },
    { code: "...", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrf();
});

let waiting = 0;
const busy = (change) => {
  waiting = Math.max(0, waiting + change);
  $(".es-busy")?.classList.toggle("is-on", waiting > 0);
};
document.addEventListener("htmx:beforeRequest", () => busy(1));
document.addEventListener("htmx:afterRequest", () => busy(-1));

for (const type of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(type, () => showToast(word("offline"), "danger"));
}

document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  const said = xhr.getResponseHeader("X-Essaim-Message");
  if (said) return showToast(decodeURIComponent(said), "danger");
  const words = { 401: "expired", 403: "forbidden", 404: "missing" };
  showToast(word(words[xhr.status] ?? (xhr.status >= 500 ? "server" : "failed")), "danger");
});

// A sign-in page instead of a fragment means the session has ended: keep the page, say so.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, boosted } = event.detail;
  const login = document.body.dataset.login;
  if (!boosted && login && xhr.responseURL && new URL(xhr.responseURL).pathname === login && location.pathname !== login) {
    event.detail.shouldSwap = false;
    showToast(word("expired"), "danger");
  }
});
