"""From postcode and town to commune, département, region and position, without the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from . import gazetteer

FOUND = 85  # likeness, of 100, from which a misspelt town is taken for the one of its postcode
DOMINANT = 5  # how many times larger than the next a town must be to be meant by its name alone


@dataclass(frozen=True, slots=True)
class Place:
    """A commune. `department` and `region` are codes of `accounts.Territory`; degrees (WGS 84)."""

    country: str
    commune_code: str
    city: str
    postcode: str
    department: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int


def _select(condition: str, *values: str, limit: int = 200) -> list[tuple[Place, str]]:
    """(place, folded name), the most populated first."""
    sql = f"SELECT {gazetteer.COLUMNS} FROM place WHERE {condition} ORDER BY population DESC LIMIT {limit}"  # noqa: S608  our own words
    rows = gazetteer.connection().execute(sql, values)
    return [(Place(row[0], row[1], row[2], *row[4:]), row[3]) for row in rows]


@lru_cache(maxsize=20_000)
def locate(postcode: str, city: str, country: str = "FR") -> Place | None:
    """The place meant by a postcode and a town, either possibly empty; None when nothing is sure."""
    if country not in {"FR", "SN"}:
        return None
    name = gazetteer.folded_town(city)
    if postcode and country == "FR":
        candidates = _select("country = 'FR' AND postcode = ?", postcode)
        if not name:
            return candidates[0][0] if len(candidates) == 1 else None
        found = _nearest(name, candidates)
        if found or candidates:
            return found
    return _by_name(name, country, department_of(postcode, country)) if name else None


def _nearest(name: str, candidates: list[tuple[Place, str]]) -> Place | None:
    from rapidfuzz import fuzz

    best, score = None, 0.0
    for place, folded in candidates:
        if folded == name:
            return place
        likeness = max(fuzz.ratio(folded, name), 90.0 if _holds(folded, name) else 0.0)
        if likeness > score:
            best, score = place, likeness
    return best if score >= FOUND else None


def _holds(folded: str, name: str) -> bool:
    """ "la fleche" and "fleche", "nantes" and "nantes sud": one is the beginning or the end of the other."""
    long, short = sorted((folded, name), key=len, reverse=True)
    return len(short) > 3 and (long.startswith(f"{short} ") or long.endswith(f" {short}"))


def _by_name(name: str, country: str, department: str = "") -> Place | None:
    """The town of that name: the only one, or by far the largest; in the département, if one is known."""
    found = [place for place, _folded in _select("country = ? AND folded = ?", country, name)]
    if department:
        found = [place for place in found if place.department == department]
    towns = list({place.commune_code: place for place in reversed(found)}.values())
    towns.sort(key=lambda place: -place.population)
    if len(towns) == 1 or (len(towns) > 1 and towns[0].population > DOMINANT * towns[1].population):
        return towns[0]
    return None


def suggest(text: str, country: str = "FR", limit: int = 8) -> list[Place]:
    """Places to offer while somebody types a postcode or the beginning of a town's name."""
    text = text.strip()
    if len(text) < 2:
        return []
    if text.isdigit():
        found = _select(
            "country = ? AND postcode >= ? AND postcode < ?", country, text, text + ":", limit=limit
        )
    else:
        name = gazetteer.folded_town(text)
        found = _select("country = ? AND folded >= ? AND folded < ?", country, name, name + "{", limit=limit)
    return [place for place, _folded in found]


def department_of(postcode: str, country: str = "FR") -> str:
    """The French département a postcode usually lies in, or ""."""
    if country != "FR" or len(postcode) != 5 or not postcode.isdigit():
        return ""
    if postcode[:2] in {"97", "98"}:
        return postcode[:3]
    if postcode[:2] == "20":
        return "2A" if postcode < "20200" else "2B"
    return postcode[:2]


@lru_cache(maxsize=512)
def region_of(department: str, country: str = "FR") -> str:
    """The code of the region a département lies in, or ""."""
    for where, kind, code, _name, region in gazetteer.areas():
        if (where, kind, code) == (country, "department", department):
            return region
    return ""
