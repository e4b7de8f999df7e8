"""From postcode and town to commune, département, region and position, without the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A commune. `department` and `region` are codes of `accounts.Territory`; degrees (WGS 84)."""

    commune_code: str
    city: str
    postcode: str
    department: str
    region: str
    country: str
    latitude: float | None
    longitude: float | None


def locate(postcode: str, city: str, country: str = "FR") -> Place | None:
    return None


def department_of(postcode: str, country: str = "FR") -> str:
    """The French département a postcode usually lies in, or ""."""
    if country != "FR" or len(postcode) != 5 or not postcode.isdigit():
        return ""
    if postcode[:2] in {"97", "98"}:
        return postcode[:3]
    if postcode[:2] == "20":
        return "2A" if postcode < "20200" else "2B"
    return postcode[:2]


def region_of(department: str, country: str = "FR") -> str:
    return ""
