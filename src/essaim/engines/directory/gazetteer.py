"""The table of places: read from the package's open data, kept as one small read-only SQLite file.

A file rather than a dictionary: web processes share its pages, and a look-up costs some tens of
microseconds. It is written again when the data changes. Sources and licences: docs/decisions.
"""

from __future__ import annotations

import lzma
import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from essaim.kit.text import words

DATA = Path(__file__).parent / "data"
COLUMNS = "country, code, name, folded, postcode, department, region, latitude, longitude, population"
_local = threading.local()

Row = tuple[str, str, str, str, str, str, str, float | None, float | None, int]
Area = tuple[str, str, str, str, str]

_RENAMED = {"capavenir vosges": "thaon les vosges"}
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_JOINED = re.compile(r"\b([mn])['’]", re.IGNORECASE)  # M’bour, N’diaye
_NOISE = re.compile(r"\bcedex(\s+\d+)?\b|\b\d{1,2}\s*(er|e|eme|ème)?(\s+arrondissement)?\s*$", re.IGNORECASE)


def folded_town(name: str) -> str:
    """How towns are compared: "ST HERBLAIN CEDEX 2" and "Saint-Herblain" are one."""
    joined = _JOINED.sub(r"\1", _NOISE.sub(" ", name))
    folded = " ".join(_SHORT.get(word, word) for word in words(joined))
    return _RENAMED.get(folded, folded)


def connection() -> sqlite3.Connection:
    """This thread's connection to the table, which is made if it is not there."""
    found = getattr(_local, "connection", None)
    if found is None:
        path = table_path()
        if not path.exists():
            write_table(path)
        found = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        _local.connection = found
    return found


@cache
def table_path() -> Path:
    """Named after the size of the data it was made from."""
    sizes = "-".join(str(path.stat().st_size) for path in sorted(DATA.iterdir()) if path.is_file())
    return Path(settings.VAR_DIR) / f"places-{sizes}.sqlite3"


def write_table(path: Path) -> None:
    """Whole or not at all: several processes may start together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".places")
    os.close(descriptor)
    with sqlite3.connect(name) as table:
        table.execute(f"CREATE TABLE place ({COLUMNS})")
        table.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*french(), *senegalese()]
        )
        table.execute("CREATE INDEX by_postcode ON place (country, postcode, population DESC)")
        table.execute("CREATE INDEX by_name ON place (country, folded, population DESC)")
    table.close()
    Path(name).replace(path)


def french() -> Iterator[Row]:
    """A line for each place and postcode."""
    with lzma.open(DATA / "communes.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            code, name, postcodes, department, region, latitude, longitude, people = line.rstrip("\n").split(
                "\t"
            )
            for postcode in postcodes.split() or [""]:
                yield (
                    "FR", code, name, folded_town(name), postcode, department, region,
                    float(latitude) if latitude else None, float(longitude) if longitude else None, int(people),
                )  # fmt: skip


def senegalese() -> Iterator[Row]:
    region = department = ""
    for line in _senegal_lines():
        if line.startswith("region "):
            region = line.split()[1]
        elif "-" in line.split()[0] and line.split()[0].isupper():
            department = line.split()[0]
        else:
            name, latitude, longitude, thousands = line.rsplit(" ", 3)
            code = f"SN-{slugify(name)}"[:20]
            place = (float(latitude), float(longitude), int(thousands) * 1000)
            yield ("SN", code, name, folded_town(name), "", department, region, *place)


def _senegal_lines() -> list[str]:
    lines = (DATA / "senegal.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def areas() -> Iterator[Area]:
    """(country, kind, code, name, code of the region it lies in): regions before their départements."""
    for line in (DATA / "france.tsv").read_text("utf-8").splitlines():
        kind, code, name, region = line.split("\t")
        yield "FR", kind, code, name, region
    region = ""
    for line in _senegal_lines():
        code, _space, name = line.partition(" ")
        if code == "region":
            region, _space, name = name.partition(" ")
            yield "SN", "region", region, name, ""
        elif "-" in code and code.isupper():
            yield "SN", "department", code, name, region
