"""Eight ways the same person gets a second sheet. Each changes a copy and says how."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from . import names
from .identity import mobile, plain
from .places import SITES
from .plan import Sheet


def copied(sheet: Sheet) -> Sheet:
    twin = deepcopy(sheet)
    twin.situation, twin.next_contact, twin.next_title = "double", None, ""
    twin.wanted = twin.project = twin.expectation = ""
    return twin


def retyped(sheet: Sheet) -> str:
    sheet.email, sheet.consents = "", ()
    return "ressaisie à l’identique, sans le mail"


def misspelt(sheet: Sheet) -> str:
    name = sheet.last_name
    place = max(1, len(name) // 2)
    sheet.last_name = name[:place] + name[place] + name[place:]
    return "faute de frappe dans le nom"


def shortened(sheet: Sheet) -> str:
    sheet.first_name = names.NICKNAMES.get(sheet.first_name, f"{sheet.first_name[0]}.")
    return "prénom abrégé"


def turned_round(sheet: Sheet) -> str:
    sheet.first_name, sheet.last_name = sheet.last_name, sheet.first_name
    return "nom et prénom inversés"


def unaccented(sheet: Sheet) -> str:
    sheet.first_name = plain(sheet.first_name).upper()
    sheet.last_name = plain(sheet.last_name).replace("-", " ").upper()
    sheet.phone = ""
    return "saisie en capitales, sans accent"


def married(sheet: Sheet) -> str:
    other = names.FAMILIES[(names.FAMILIES.index(sheet.last_name) + 41) % len(names.FAMILIES)]
    sheet.last_name = f"{sheet.last_name}-{other}"
    return "nom d’usage composé"


def moved(sheet: Sheet) -> str:
    city, postcode = SITES[sheet.site].towns[(len(sheet.street) + 3) % len(SITES[sheet.site].towns)]
    sheet.city, sheet.postcode, sheet.number, sheet.street = city, postcode, "7", "rue des Marronniers"
    sheet.phone, sheet.email = "", ""
    return "ancienne adresse : la personne a déménagé, même mobile et même naissance"


def another_number(sheet: Sheet) -> str:
    sheet.mobile = mobile(int(sheet.mobile[-4:]) + 3511)
    if sheet.birth_date and sheet.birth_date.day <= 12 and sheet.birth_date.day != sheet.birth_date.month:
        sheet.birth_date = date(sheet.birth_date.year, sheet.birth_date.day, sheet.birth_date.month)
    return "autre mobile, même mail et même adresse"


DOUBLES = {
    "double-ressaisi": retyped, "double-frappe": misspelt, "double-prénom": shortened,
    "double-inversé": turned_round,
    "double-accents": unaccented, "double-nom-usage": married, "double-déménagé": moved,
    "double-mobile": another_number,
}  # fmt: skip
