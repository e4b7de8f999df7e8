"""Planning: series around holidays, dates moved by mouse and by keyboard, records dropped on a slot."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server

# A Thursday far from the demo's own dates; 6 May 2027 is a public holiday in France.
MONTH, DAY = "2027-04", "2027-04-29"


def create(page: Page, title: str, day: str = DAY, start: str = "10:00", end: str = "11:00") -> Locator:
    """Opens the short form from the calendar and fills it; the caller saves."""
    page.goto(f"/agenda/?mois={MONTH}")
    page.get_by_role("link", name="Nouvel événement").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Titre").fill(title)
    dialog.get_by_label("Jour", exact=True).fill(day)
    dialog.get_by_label("De", exact=True).fill(start)
    dialog.get_by_label("À", exact=True).fill(end)
    return dialog


def save(page: Page, dialog: Locator) -> None:
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("est dans l’agenda")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def dates(page: Page, title: str, month: str) -> list[str]:
    """["jeu 29 avr 10:00 – 11:00", …] as the list of the month tells them."""
    page.goto(f"/agenda/?vue=liste&mois={month}")
    rows = page.locator("main tbody tr", has_text=title)
    return [" ".join(cell.inner_text() for cell in row.locator("td").all()[:2]) for row in rows.all()]


def week(page: Page) -> None:
    """The calendar on the week of 29 April 2027, all of it in the window."""
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"/agenda/?mois={MONTH}")
    page.locator(f".fc-daygrid-day[data-date='{DAY}'] .fc-daygrid-day-number").click()
    page.get_by_role("button", name="Semaine", exact=True).click()
    expect(page.locator(".fc-timegrid-col")).not_to_have_count(0)


def drag(page: Page, source: Locator, day: str, hour: str) -> None:
    """By the mouse, slowly enough for a drag to be understood."""
    box = source.bounding_box()
    x, y = slot(page, day, hour)
    assert box
    page.mouse.move(box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, y - 12, steps=6)
    page.mouse.move(x, y, steps=6)
    page.mouse.up()


def slot(page: Page, day: str, hour: str) -> tuple[float, float]:
    """The middle of the half hour that begins at `hour` on this day of the week shown."""
    column = page.locator(f".fc-timegrid-col[data-date='{day}']").bounding_box()
    line = page.locator(f".fc-timegrid-slot-lane[data-time='{hour}:00']").bounding_box()
    assert column
    assert line
    return column["x"] + column["width"] / 2, line["y"] + line["height"] / 2


def test_a_weekly_event_skips_a_public_holiday_and_its_dates_move_one_some_or_all(
    page: Page, server: Server
) -> None:
    sign_in(page, server, "conseillere")
    dialog = create(page, "Atelier CV")
    dialog.get_by_text("Répéter", exact=True).click()
    dialog.get_by_label("Répétition").select_option(label="toutes les semaines")
    dialog.get_by_label("Jusqu’au").fill("2027-05-27")
    dialog.get_by_label("Jours fériés").select_option(label="France")
    check_axe(page)
    save(page, dialog)
    found = dates(page, "Atelier CV", "2027-05")
    assert [line.split()[1] for line in found] == ["13", "20", "27"]

    def move(day: str, start: str, end: str, scope: str) -> None:
        page.goto("/agenda/?vue=liste&mois=2027-05")
        page.get_by_role("row", name=re.compile(rf"\b{day} mai", re.IGNORECASE)).get_by_role(
            "link", name="Atelier CV"
        ).click()
        page.get_by_label("Début").fill(f"2027-05-{day}T{start}")
        page.get_by_label("Fin").fill(f"2027-05-{day}T{end}")
        page.get_by_label(scope, exact=True).check()
        check_axe(page)
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_text("Agenda modifié.")).to_be_visible()

    move("13", "14:00", "15:00", "Cette date seulement")
    assert [line.split()[3] for line in dates(page, "Atelier CV", "2027-05")] == ["14:00", "10:00", "10:00"]
    move("20", "16:00", "17:00", "Cette date et les suivantes")
    assert [line.split()[3] for line in dates(page, "Atelier CV", "2027-05")] == ["14:00", "16:00", "16:00"]
    move("27", "17:00", "18:30", "Toutes les dates")
    assert [line.split()[3] for line in dates(page, "Atelier CV", "2027-05")] == ["14:00", "17:00", "17:00"]


def test_a_date_is_dragged_and_stretched_by_the_mouse_and_by_the_keyboard(page: Page, server: Server) -> None:
    sign_in(page, server, "conseillere")
    save(page, create(page, "Point d’étape"))
    week(page)
    event = page.locator(".fc-timegrid-event", has_text="Point d’étape")
    drag(page, event, "2027-04-30", "13:00")
    expect(page.get_by_text("Agenda modifié.")).to_be_visible()
    expect(page.locator(".fc-timegrid-col[data-date='2027-04-30'] .fc-event")).to_contain_text(
        "Point d’étape"
    )
    moved = dates(page, "Point d’étape", MONTH)
    assert len(moved) == 1
    assert moved[0].split()[1] == "30"
    start = moved[0].split()[3]

    week(page)
    event = page.locator(".fc-timegrid-event", has_text="Point d’étape")
    event.hover()
    drag(page, event.locator(".fc-event-resizer-end"), "2027-04-30", "16:30")
    expect(page.get_by_text("Agenda modifié.")).to_be_visible()
    assert dates(page, "Point d’étape", MONTH)[0].split()[3:] == [start, "–", "17:00"]

    week(page)
    page.locator(".fc-timegrid-event", has_text="Point d’étape").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Début").fill(f"{DAY}T08:00")
    dialog.get_by_label("Fin").fill(f"{DAY}T09:00")
    check_axe(page)
    dialog.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_text("Agenda modifié.")).to_be_visible()
    (line,) = dates(page, "Point d’étape", MONTH)
    assert (line.split()[1], line.split()[3:]) == ("29", ["08:00", "–", "09:00"])


def test_a_record_dropped_on_a_slot_makes_an_appointment_and_so_does_its_button(
    page: Page, server: Server
) -> None:
    sign_in(page, server, "conseillere")
    week(page)
    record = page.locator(".es-agenda-record").first
    name = record.locator("a").inner_text()
    drag(page, record.locator(".es-agenda-record__grip"), "2027-04-28", "15:00")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Prendre rendez-vous")).to_be_visible()
    expect(dialog.get_by_label("Titre")).to_have_value(name)
    expect(dialog.get_by_label("Jour", exact=True)).to_have_value("2027-04-28")
    expect(dialog.get_by_label("De", exact=True)).to_have_value(re.compile(r"1[45]:[03]0"))
    if dialog.get_by_label("L’inviter par courriel").count():
        dialog.get_by_label("L’inviter par courriel").uncheck()
    save(page, dialog)
    expect(page.locator(".fc-timegrid-col[data-date='2027-04-28'] .fc-event")).to_contain_text(name)

    other = page.locator(".es-agenda-record").nth(1)
    other.get_by_role("button").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Titre")).to_have_value(other.locator("a").inner_text())
    page.keyboard.press("Escape")
    page.locator("#agenda-side-q").fill("zzzzzz")
    expect(page.get_by_text("Aucune fiche ne correspond.")).to_be_visible()
    settle(page)
    check_axe(page)

    page.goto("/organismes/")
    page.locator("#list tbody tr td.es-main a").first.click()
    page.wait_for_url("**/organismes/*/**")
    page.get_by_role("link", name="Prendre rendez-vous").last.click()
    expect(page.get_by_role("heading", name="Prendre rendez-vous")).to_be_visible()
    check_axe(page)


def answer_link(page: Page, server: Server) -> str:
    """From the mail that the worker sends: the path of the link to answer."""
    for _second in range(60):
        for raw in server.messages():
            found = re.search(r"/agenda/invitation/[^\s]+", raw.replace("=\n", "").replace("=3D", "="))
            if found and "Forum des m" in raw:
                return found[0]
        page.wait_for_timeout(1000)
    raise AssertionError("no invitation came")


def test_somebody_without_an_account_answers_and_the_organiser_sees_it(
    page: Page, new_context: Callable[..., BrowserContext], server: Server
) -> None:
    sign_in(page, server, "animatrice")
    save(page, create(page, "Forum des métiers"))
    page.goto(f"/agenda/?vue=liste&mois={MONTH}")
    page.get_by_role("link", name="Forum des métiers").click()
    page.get_by_role("link", name="Participants").click()
    page.get_by_label("Personne", exact=True).press_sequentially("jardin")
    page.locator(".es-options [role=option]:visible").first.click()
    page.get_by_role("button", name="Inviter", exact=True).click()
    expect(page.get_by_text("Cette personne est invitée.")).to_be_visible()
    check_axe(page)

    guest = new_context().new_page()
    guest.goto(answer_link(page, server))
    check_axe(guest)
    guest.get_by_role("button", name="Je viens").click()
    expect(guest.get_by_text("Votre réponse est notée")).to_be_visible()
    page.reload()
    expect(page.get_by_role("region", name="Participants et réponses")).to_contain_text("vient")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_telephone_nothing_sticks_out(
    new_context: Callable[..., BrowserContext], server: Server, width: int
) -> None:
    page = new_context(width=width).new_page()
    sign_in(page, server, "conseillere")
    page.goto("/agenda/")
    expect(page.locator(".fc-timegrid-body")).to_be_visible()
    check_width(page)
    check_axe(page)
    page.get_by_role("button", name="Mois", exact=True).click()
    expect(page.locator(".fc-daygrid-body")).to_be_visible()
    check_width(page)
    for address in ("/agenda/?vue=liste", "/agenda/nouveau/", "/agenda/semaine/", "/agenda/exterieurs/"):
        page.goto(address)
        check_width(page)
        check_axe(page)


def test_the_week_to_print_the_file_to_bring_in_and_the_clock_are_within_reach(
    page: Page, server: Server
) -> None:
    sign_in(page, server, "animatrice")
    page.goto("/agenda/")
    page.get_by_role("button", name="Autres actions").first.click()
    page.get_by_role("menuitem", name="Semaine à imprimer").or_(
        page.get_by_role("link", name="Semaine à imprimer")
    ).first.click()
    expect(page.get_by_role("heading", name=re.compile("^Du "))).to_be_visible()
    check_axe(page)
    for address in ("/agenda/importer/", "/agenda/horloge/", "/agenda/abonnements/"):
        page.goto(address)
        check_axe(page)
    content = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:essai@ailleurs\r\nDTSTART:20270429T120000Z\r\n"
        "DURATION:PT1H\r\nSUMMARY:Venu d’ailleurs\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    page.goto("/agenda/importer/")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.ics", "mimeType": "text/calendar", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Voir ce qu’il contient").click()
    expect(page.get_by_role("row", name="Venu d’ailleurs")).to_contain_text("nouveau")
    check_axe(page)
    page.get_by_role("button", name="Importer", exact=True).click()
    expect(page.get_by_text("L’agenda est importé.")).to_be_visible()
    check_axe(page)
