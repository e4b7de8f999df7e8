// The calendar of the agenda. Loaded by its page alone. Moments travel as wall-clock times of the zone shown,
// so the calendar runs on "UTC" and never converts.
import { Calendar } from "@fullcalendar/core";
import french from "@fullcalendar/core/locales/fr";
import dayGrid from "@fullcalendar/daygrid";
import interaction, { Draggable } from "@fullcalendar/interaction";
import timeGrid from "@fullcalendar/timegrid";

const page = document.querySelector("[data-agenda]");
const twin = document.querySelector("[data-agenda-twin]");
const twinList = document.querySelector("[data-agenda-list]");
const records = document.querySelector("[data-agenda-records]");
const starter = document.querySelector("[data-agenda-new]");
const opener = document.querySelector("[data-agenda-dialog]");
const narrow = matchMedia("(max-width: 700px)");
const wall = (moment, allDay) => moment.toISOString().slice(0, allDay ? 10 : 19);

function say(text, level) {
  document.dispatchEvent(new CustomEvent("es:toast", { detail: { text, level } }));
}

function address(base, values) {
  const query = new URLSearchParams(page.dataset.query);
  for (const [name, value] of Object.entries(values)) query.set(name, value);
  return `${base}?${query}`;
}

// The place asked for, on the wall clock shown; the server puts it on the event's own clock.
function place(event) {
  const end = event.end ?? new Date(event.start.getTime() + (event.allDay ? 86400000 : 3600000));
  const form = (moment) => (event.allDay ? `${wall(moment, true)}T00:00` : wall(moment));
  return new URLSearchParams({ debut: form(event.start), fin: form(end), heure: page.dataset.zone });
}

function openAt(url) {
  opener.dataset.dialogUrl = url;
  opener.click();
}

// An event without rule moves at once; a repeated one first asks which dates.
async function move(info) {
  const { event, oldEvent } = info;
  if (oldEvent.allDay !== event.allDay) return info.revert();
  const url = `${event.url}?${place(event)}`;
  if (event.extendedProps.repeats) {
    info.revert();
    return openAt(url);
  }
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = part.querySelector("#agenda-date");
    if (!answer.ok || !form) throw new Error("refused");
    const sent = await fetch(event.url, {
      method: "POST", body: new FormData(form), headers: { "HX-Request": "true", "X-CSRFToken": document.body.dataset.csrf },
    });
    if (sent.status !== 204) {
      const shown = new DOMParser().parseFromString(await sent.text(), "text/html");
      throw new Error(shown.querySelector("[role=alert] li, [role=alert]")?.textContent.trim() ?? "");
    }
    say(page.dataset.moved, "success");
    calendar.refetchEvents();
  } catch (error) {
    info.revert();
    say(error.message && error.message !== "refused" ? error.message : page.dataset.failed, "danger");
  }
}

// The list is read when somebody opens it: a month of a full agenda is long.
async function refreshTwin() {
  if (!twin.open) return;
  const { activeStart, activeEnd } = calendar.view;
  const answer = await fetch(address(twin.dataset.list, { debut: wall(activeStart, true), fin: wall(activeEnd, true) }));
  if (answer.ok) twinList.innerHTML = await answer.text();
}

// The short form on a slot, for the record dropped there if any.
function openSlot(start, end, allDay, about) {
  const form = (moment) => (allDay ? wall(moment, true) : wall(moment).slice(0, 16));
  const query = new URLSearchParams({ debut: form(start), heure: page.dataset.zone });
  if (end) query.set("fin", form(end));
  if (about) query.set("fiche", about);
  openAt(`${page.dataset.create}?${query}`);
}

// What the colour says is also said in words, to those who hear the page and to those who point at it.
function describe({ event, el }) {
  const { kind, place } = event.extendedProps;
  const more = [kind, place].filter(Boolean).join(" · ");
  if (!more) return;
  el.title = `${event.title} (${more})`;
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = ` (${more})`;
  (el.querySelector(".fc-event-title") ?? el).append(words);
}

const calendar = new Calendar(page, {
  plugins: [dayGrid, timeGrid, interaction],
  locale: french,
  timeZone: "UTC",
  initialDate: page.dataset.date.slice(0, 7) === new Date().toISOString().slice(0, 7) ? undefined : page.dataset.date,
  initialView: narrow.matches ? "timeGridDay" : "dayGridMonth",
  headerToolbar: { left: "prev,next today", center: "title", right: "dayGridMonth,timeGridWeek,timeGridDay" },
  buttonIcons: false, // theirs come from a font in a data: address, which our policy refuses
  buttonText: { prev: "‹", next: "›", today: "Aujourd’hui", month: "Mois", week: "Semaine", day: "Jour" },
  buttonHints: { prev: page.dataset.previous, next: page.dataset.next },
  height: "auto",
  eventMinHeight: 24,
  nowIndicator: true,
  now: () => new Date(`${new Date().toLocaleString("sv-SE", { timeZone: page.dataset.zone }).replace(" ", "T")}Z`),
  dayMaxEvents: 4,
  navLinks: true,
  slotMinTime: "06:00:00",
  slotMaxTime: "22:00:00",
  scrollTime: "08:00:00",
  eventDisplay: "block",
  editable: true,
  selectable: Boolean(page.dataset.create),
  selectMirror: true,
  unselectAuto: true,
  events(info, done, failed) {
    fetch(address(page.dataset.dates, { debut: info.startStr.slice(0, 10), fin: info.endStr.slice(0, 10) }))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))).then(done, failed);
  },
  datesSet: () => refreshTwin(),
  eventDidMount: describe,
  droppable: Boolean(page.dataset.create),
  allDayText: page.dataset.allday,
  drop: ({ date, allDay, draggedEl }) => openSlot(date, null, allDay, draggedEl.dataset.about),
  eventDrop: move,
  eventResize: move,
  eventClick(info) {
    if (!info.event.classNames.some((name) => /^es-cal--c\d$/.test(name))) return;
    info.jsEvent.preventDefault();
    openAt(info.event.url);
  },
  select: ({ start, end, allDay, view }) => {
    // A day clicked in the month is a moment of that day; several days are whole ones.
    const oneDay = allDay && view.type === "dayGridMonth" && end - start === 86400000;
    if (oneDay) openSlot(new Date(start.getTime() + 9 * 3600000), new Date(start.getTime() + 10 * 3600000), false);
    else openSlot(start, end, allDay);
    calendar.unselect();
  },
});
calendar.render();

document.addEventListener("agenda-changed", () => {
  calendar.refetchEvents();
  refreshTwin();
});
twin.addEventListener("toggle", refreshTwin);

if (records) {
  new Draggable(records, {
    itemSelector: "[data-about]",
    eventData: (item) => ({ title: item.dataset.title, duration: "01:00", create: false }),
  });
}
starter?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openAt(starter.getAttribute("href"));
});
