// Town and postcode help each other in address forms: proposals as one types, the other filled when it is sure.
import { $, make } from "./dom.js";

const root = ($("link[rel=stylesheet][href*='/static/']")?.getAttribute("href") ?? "/static/").split("/static/")[0];
let count = 0;

function listOf(input) {
  if (input.list) return input.list;
  const list = make("datalist", { id: `es-towns-${(count += 1)}` });
  input.after(list);
  input.setAttribute("list", list.id);
  input.autocomplete = "off";
  return list;
}

async function find(form, text) {
  const country = $("[name=country]", form)?.value || "FR";
  const address = form.dataset.placesUrl ?? `${root}/annuaire/villes/`;
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}&pays=${country}`, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).results : [];
}

function propose(input, other, places) {
  const byPostcode = input.name === "postcode";
  listOf(input).replaceChildren(...places.map((place) => make("option", {
    value: byPostcode ? place.postcode : place.city,
    label: `${place.city} ${place.hint}`,
  })));
  const exact = places.filter((place) => (byPostcode ? place.postcode : place.city) === input.value);
  const answers = new Set(exact.map((place) => (byPostcode ? place.city : place.postcode)));
  const sole = answers.size === 1 ? [...answers][0] : "";
  if (sole && (!other.value || other.dataset.filled === other.value)) {
    other.value = sole;
    other.dataset.filled = sole;
  }
  if (byPostcode && exact.length > 1) propose(other, input, exact);
}

let waiting;
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("input[name=postcode], input[name=city]")) return;
  const form = target.form;
  const other = form && $(target.name === "postcode" ? "input[name=city]" : "input[name=postcode]", form);
  if (!other || target.value.trim().length < 2) return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const typed = target.value;
    const places = await find(form, typed).catch(() => []);
    if (target.value === typed) propose(target, other, places);
  }, 160);
});
