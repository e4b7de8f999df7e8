// File drop zones: the name and size chosen, too heavy said at once, progress while sending.
import { $, make, on, ready, all, word, number } from "./dom.js";

const showToast = (text, level) => document.dispatchEvent(new CustomEvent("es:toast", { detail: { text, level } }));

function readable(bytes) {
  const units = ["o", "ko", "Mo", "Go"];
  let rank = 0;
  while (bytes >= 1000 && rank < 3) { bytes /= 1000; rank += 1; }
  return `${number(Math.round(bytes * 10) / 10)} ${units[rank]}`;
}

function show(zone) {
  const input = $("input[type=file]", zone);
  const name = $("[data-filedrop-name]", zone);
  name.dataset.empty ??= name.innerHTML;
  const max = Number(zone.dataset.max || input.dataset.max || 0);
  const files = [...input.files];
  const heavy = max && files.find((file) => file.size > max);
  if (heavy) {
    showToast(word("toobig", { size: readable(heavy.size), max: readable(max) }), "warning");
    input.value = "";
    return show(zone);
  }
  if (!files.length) { name.innerHTML = name.dataset.empty; return; }
  name.replaceChildren(...files.map((file) => make("span", { class: "es-filedrop__name d-block", text: `${file.name} (${readable(file.size)})` })));
}

on("change", "[data-filedrop] input[type=file]", (event, input) => show(input.closest("[data-filedrop]")));
for (const type of ["dragover", "dragenter"]) {
  on(type, "[data-filedrop]", (event, zone) => { event.preventDefault(); zone.classList.add("is-over"); });
}
on("dragleave", "[data-filedrop]", (event, zone) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over"); });
on("drop", "[data-filedrop]", (event, zone) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  const input = $("input[type=file]", zone);
  if (!event.dataTransfer.files.length) return;
  const chosen = new DataTransfer();
  for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// data-upload: the form is sent here with a bar, and the answer replaces the page.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-upload]") || event.defaultPrevented || !$("input[type=file]", form)?.files.length) return;
  event.preventDefault();
  const bar = $("progress[data-upload-bar]", form) ?? form.appendChild(make("progress", { "data-upload-bar": true, max: 100, value: 0 }));
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total, lengthComputable }) => { if (lengthComputable) bar.value = (100 * loaded) / total; };
  const stop = (text) => {
    showToast(text, "danger");
    bar.remove();
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };
  request.onerror = () => stop(word("offline"));
  request.onload = () => {
    const said = request.getResponseHeader("X-Essaim-Message");
    if (request.status === 413 || said) return stop(said ? decodeURIComponent(said) : word("failed"));
    // The answer was fetched once: show that very page, its messages with it.
    if (request.responseURL) history.pushState(null, "", request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  };
  request.open("POST", form.action || location.href);
  request.send(new FormData(form, event.submitter ?? undefined));
});

ready((root) => all(root, "[data-filedrop]").forEach((zone) => $("input[type=file]", zone)?.files.length && show(zone)));
