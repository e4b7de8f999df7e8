"""One cell, several fields: "DIOP Awa", "44000 Nantes", "12 rue de la Paix 44000 Nantes"."""

from __future__ import annotations

import re

_TOWN = re.compile(r"(?P<postcode>\d{5}|[A-Z]{1,2}-?\d{4,5})[\s,–-]+(?P<city>[^\W\d].*)", re.DOTALL)
_TRAILING = re.compile(r"(?P<city>[^\d]+?)\s*\(?(?P<postcode>\d{5})\)?")
PARTICLES = {"de", "du", "des", "d", "le", "la", "les", "von", "van", "ben", "el", "al", "da", "dos"}
CIVILITIES = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr"}


def split(code: str, text: str) -> dict[str, str]:
    """Field → text for "@person_name", "@town", "@address", "@street_number"."""
    return {"@person_name": person_name, "@town": town, "@address": address}.get(code, street_number)(text)


def person_name(text: str) -> dict[str, str]:
    """The words in capitals are the last name; else the last word; "NOM, Prénom" by its comma."""
    if "," in text:
        last, first = (part.strip() for part in text.split(",", 1))
        return {"last_name": last, "first_name": first}
    words = text.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in CIVILITIES:
        words = words[1:]
    if len(words) < 2:
        return {"last_name": " ".join(words), "first_name": ""}
    capitals = [len(word) > 1 and word.upper() == word and any(c.isalpha() for c in word) for word in words]
    if any(capitals) and not all(capitals):
        family = [
            word for index, word in enumerate(words) if capitals[index] or _leads(words, capitals, index)
        ]
        given = [
            word
            for index, word in enumerate(words)
            if not (capitals[index] or _leads(words, capitals, index))
        ]
        return {"last_name": " ".join(family), "first_name": " ".join(given)}
    if all(capitals):
        return {"last_name": " ".join(words[:-1]), "first_name": words[-1]}
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return {"last_name": " ".join(words[start:]), "first_name": " ".join(words[:start])}


def _leads(words: list[str], capitals: list[bool], index: int) -> bool:
    """A particle just before a word in capitals belongs to the name: "de LA TOUR"."""
    return words[index].lower() in PARTICLES and index + 1 < len(words) and capitals[index + 1]


def town(text: str) -> dict[str, str]:
    found = _TOWN.fullmatch(text.strip()) or _TRAILING.fullmatch(text.strip())
    if found:
        return {"postcode": found["postcode"], "city": found["city"].strip(" ,-")}
    if re.fullmatch(r"\d{4,5}", text.strip()):
        return {"postcode": text.strip()}
    return {"city": text.strip()}


def address(text: str) -> dict[str, str]:
    lines = [part.strip() for part in re.split(r"[\n]+|,\s*(?=\d{5}\b)", text) if part.strip()]
    found = re.search(r"(?:^|[\s,–-])(\d{5})[\s,]+([^\W\d][^\n]*)$", text.strip())
    if not found:
        return {"street": ", ".join(lines)}
    street = re.sub(r"\s*\n\s*", ", ", text.strip()[: found.start()]).strip(" ,–-\n")
    return {"street": street, "postcode": found[1], "city": found[2].strip(" ,")}


def street_number(text: str) -> dict[str, str]:
    return {"@street_number": text}
