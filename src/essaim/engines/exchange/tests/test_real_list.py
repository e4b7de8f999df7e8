"""The real list of the trade: 3,932 lines of Windows-1252, one line a kind of activity."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files import File

from essaim.config.cli import build_parser
from essaim.engines.directory.api import ActivityKind, Organisation
from essaim.engines.exchange.actions import match, plan_now, set_rules, undo_now, upload, write_now
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.journal.api import verify
from essaim.engines.records.api import record_types
from tests.samples import people

from .making import csv_file, targets_of, uploaded

LINES, BODIES = 393, 364
LEFT_ASIDE = ("exchange", "journal", "sessions", "django_tasks_database", "search")


def real_list() -> bytes:
    """The list named by SIAE_LIST, else one of the same shape, ten times shorter."""
    path = os.environ.get("SIAE_LIST")
    return Path(path).read_bytes() if path else invented_list()


def siret(number: int) -> str:
    """A true SIRET: nine digits and five, each with its Luhn key."""
    from stdnum import luhn

    siren = f"4{number:07d}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


def invented_list() -> bytes:
    head = (
        "MESURE;CODE_DEPARTEMENT;LIBELLE_DPT;CODE_POSTAL;COMMUNE;CODE_NAF2;NATURE_JURIDIQUE;SIRET;"
        "DENOMINATION_SOCIALE;NUM_RUE;NOM_RUE;CODE_POST_COM;LIB_COM;TELEPHONE;MAIL_SIAE"
    ).split(";")
    rows = []
    for number in range(LINES):
        body = number if number < BODIES else number - BODIES
        kind = ("ACI", "AI", "EI", "ETTI")[(body + (number >= BODIES)) % 4]
        phone = "033633290" if body == 7 else f"02{40000000 + body}"
        rows.append(
            (kind, "044", "LOIRE-ATLANTIQUE", "44000", "NANTES CEDEX 1", "8899B", "Association déclarée ",
             siret(body), f"MAISON {body}", body % 90 + 1, "Rue DE LA PAIX", "44000", "NANTES",
             phone, f"m{body}@maison.example")
        )  # fmt: skip
    return csv_file(head, *rows, encoding="cp1252")


@pytest.fixture
def kinds(db):
    for code in ("ACI", "AI", "EI", "ETTI"):
        ActivityKind.objects.get_or_create(code=code.lower(), defaults={"name": code})


def contents() -> dict[str, list]:
    """Every row of every table but those that remember what happened."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in LEFT_ASIDE and not model._meta.proxy:
            found[model._meta.label] = sorted(model._base_manager.values_list(), key=repr)
    return found


def imported(actor, path: Path) -> ImportRun:
    with path.open("rb") as handle:
        run = upload(
            actor=actor,
            record_type=record_types.get("organisations"),
            file=File(handle, path.name),
            name=path.name,
        )
    set_rules(actor=actor, run=run, options=Options.from_json(run.options))
    plan_now(actor=actor, run=run)
    return write_now(actor=actor, run=run)


def test_one_command_imports_it_whole_again_changes_nothing_and_undo_brings_back_the_state_before(
    kinds, tmp_path, capsys
):
    boss = people.admin()
    path = tmp_path / "siae.csv"
    path.write_bytes(real_list())
    lines = pairs_of(path)
    bodies = len({siret for siret, _kind in lines})
    before = contents()

    def command(*words: str) -> dict:
        options = build_parser().parse_args(["import", *words, "--json", "--user", boss.email])
        assert options.run(options) in (0, None)
        return json.loads(capsys.readouterr().out)

    dry = command("organisations", str(path), "--dry-run")
    assert (dry["created"], dry["gathered"], dry["errors"], dry["doubtful"]) == (
        bodies,
        len(lines) - bodies,
        0,
        0,
    )
    assert contents() == before
    first = command("organisations", str(path))
    assert (first["created"], first["errors"], Organisation.objects.count()) == (bodies, 0, bodies)
    assert Organisation.kinds.through.objects.count() == len(set(lines))
    assert not Organisation.objects.filter(kinds=None).exists()
    located = Organisation.objects.exclude(latitude=None).exclude(department="").count()
    assert located > 0.98 * bodies
    after = contents()
    again = command("organisations", str(path))
    assert again["nothing_changes"]
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, bodies)
    assert contents() == after
    undone = command("--undo", str(first["import"]))
    assert undone["undo"]["deleted"] == bodies
    assert undone["undo"]["kept"] == 0
    assert contents() == before
    assert verify().broken is None


def pairs_of(path: Path) -> list[tuple[str, str]]:
    rows = [line.split(";") for line in path.read_text(encoding="cp1252").splitlines()[1:]]
    return [(row[7], row[0]) for row in rows]


def test_another_list_of_the_trade_is_recognised_by_its_own_words(kinds):
    rows = (
        ("Nom de la structure", "SIRET (14 chiffres)", "Dispositif", "Adresse", "CP", "Ville", "Tél. fixe",
         "Courriel contact",
         "Forme juridique", "Code APE"),
        ("Maison Une", siret(1), "ACI", "3 rue du Port", "44000", "Nantes", "0240000001", "une@maison.example",
         "Association", "88.99B"),
        ("Maison Deux", siret(2), "EI, AI", "4 rue du Port", "44000", "Nantes", "0240000002", "deux@maison.example",
         "SARL", "8899B"),
    )  # fmt: skip
    boss = people.admin()
    run = uploaded(boss, csv_file(*rows))
    assert list(targets_of(run).values()) == [
        "name", "siret", "kinds", "street", "postcode", "city", "phone", "email", "legal_form", "naf",
    ]  # fmt: skip
    match(actor=boss, run=run, mapping=Mapping.from_json(run.mapping))
    plan_now(actor=boss, run=run)
    write_now(actor=boss, run=run)
    two = Organisation.objects.get(siret=siret(2))
    assert sorted(kind.name for kind in two.kinds.all()) == ["AI", "EI"]
    undo_now(actor=boss, run=run)
    assert not Organisation.objects.exists()
