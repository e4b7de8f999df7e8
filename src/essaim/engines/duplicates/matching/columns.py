"""Which column of a file says what, by its heading."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from essaim.kit.text import words

from .features import (
    Candidate,
    birth_text,
    email_text,
    given_text,
    name_text,
    phone_digits,
    street_text,
    texts,
    town_text,
)

HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("id", "rec id", "identifiant", "numero de fiche", "cle", "ref", "reference", "code"),
    "given": ("prenom", "prenoms", "given name", "first name", "firstname"),
    "family": ("nom", "nom de famille", "nom usuel", "nom d usage", "surname", "last name", "lastname"),
    "other_family": ("nom de naissance", "nom de jeune fille", "birth name", "maiden name"),
    "birth": (
        "date de naissance",
        "naissance",
        "ne le",
        "nee le",
        "ne e le",
        "date of birth",
        "birth date",
        "dob",
    ),
    "number": ("numero", "numero de rue", "num rue", "n de rue", "street number"),
    "street": ("adresse", "adresse 1", "rue", "voie", "address", "address 1", "street"),
    "street2": ("adresse 2", "complement", "complement d adresse", "address 2"),
    "city": ("ville", "commune", "localite", "city", "suburb", "town"),
    "postcode": ("code postal", "cp", "postcode", "zip", "postal code"),
    "region": ("region", "departement", "state", "pays"),
    "email": ("courriel", "e mail", "email", "mail", "adresse electronique", "adresse mail"),
    "phone": ("telephone", "tel", "phone", "fixe", "telephone fixe"),
    "mobile": ("mobile", "portable", "gsm", "telephone portable", "telephone mobile"),
    "identifier": ("numero national", "nir", "numero de securite sociale", "ine"),
}
_MEANING = {heading: name for name, headings in HEADINGS.items() for heading in headings}


class UnreadableFile(ValueError):
    """The file has no line of headings that names people; the message says so in French."""


def match(headings: Iterable[str]) -> dict[str, int]:
    """Positions by meaning; of two columns meaning the same, the first counts."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        meaning = _MEANING.get(" ".join(words(heading)))
        if meaning:
            found.setdefault(meaning, position)
    return found


def read(path: Path) -> list[Candidate]:
    """The people of a CSV file (UTF-8 or Windows-1252; comma, semicolon or tab)."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = text.splitlines()
    if not lines:
        raise UnreadableFile(f"{path} : ce fichier est vide.")
    separator = max(";,\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    columns = match(next(rows))
    if not columns.keys() & {"given", "family"}:
        raise UnreadableFile(f"{path} : aucune colonne « Nom » ou « Prénom » en première ligne.")
    return list(_people(rows, columns))


def _people(rows: Iterable[list[str]], columns: dict[str, int]) -> Iterator[Candidate]:
    for line, row in enumerate(rows, start=2):
        values = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if any(values.values()):
            yield candidate(values.pop("key", "") or line, values)


def candidate(key: Any, values: dict[str, Any]) -> Candidate:
    """A record in normal form from raw texts by meaning (the names of `HEADINGS`)."""
    number, street = street_text(values.get("street", ""))
    extra, street2 = street_text(values.get("street2", ""))
    return Candidate(
        key=key,
        given=given_text(values.get("given", "")),
        family=name_text(values.get("family", "")),
        other_family=name_text(values.get("other_family", "")),
        birth=birth_text(values.get("birth")),
        number=values.get("number", "") or number or extra,
        street=street,
        street2=street2,
        city=town_text(values.get("city", "")),
        postcode=values.get("postcode", "").replace(" ", ""),
        region=town_text(values.get("region", "")),
        emails=texts([email_text(values.get("email", ""))]),
        phones=texts(phone_digits(values.get(name, "")) for name in ("phone", "mobile")),
        identifiers=texts([values.get("identifier", "").replace(" ", "")]),
    )
