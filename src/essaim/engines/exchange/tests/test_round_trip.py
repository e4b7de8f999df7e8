"""What goes out comes back unchanged: an export imported again changes nothing."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.api import Group
from essaim.engines.exchange.actions import plan_now, upload
from essaim.engines.exchange.actions.exporting import new_export
from essaim.engines.exchange.exporting.producing import produce
from essaim.engines.exchange.models import ImportRun
from essaim.engines.records.api import Query, record_types
from tests.samples import people
from tests.samples.models import Dossier, Place

from .making import errors

LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"])
WORDS = st.text(LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
HARD = st.sampled_from(
    ["=1+1", "+x", "-x", "@x", "'=x", "a  b", "0012", "1e5", "3,5", '"q"', "a;b", "N/A", "É’ï"]
)
ROWS = st.fixed_dictionaries(
    {
        "last_name": st.one_of(WORDS, HARD),
        "first_name": st.one_of(st.just(""), WORDS, HARD),
        "email": st.sampled_from(["", "a@b.example", "x.y@z.example"]),
        "siret": st.sampled_from(["", "00572078400106", "41071771400035"]),
        "status": st.sampled_from(["", "open", "closed"]),
        "born_on": st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
        "income": st.none() | st.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False),
        "rate": st.none() | st.decimals(0, 100, places=2, allow_nan=False),
        "visits_planned": st.none() | st.integers(-(2**31), 2**31 - 1),
        "follows": st.booleans(),
        "story": st.lists(st.one_of(WORDS, HARD), max_size=3).map("\n".join),
        "days": st.lists(st.sampled_from(["mon", "wed", "sat"]), unique=True),
        "seen_at": st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
        "site": st.sampled_from(["", "https://www.exemple.fr/a?b=c"]),
    }
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("format_name", ["csv", "xlsx", "ods"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(rows=st.lists(ROWS, min_size=1, max_size=5))
def test_an_export_imported_again_changes_nothing(format_name, rows):
    Dossier.objects.all().delete()
    boss = people.admin()
    place = Place.objects.create(name="Maison commune")
    Place.objects.create(name="Maison commune")
    group = Group.objects.create(name=f"Groupe {Group.objects.count()}")
    for number, values in enumerate(rows):
        made = Dossier(**values, place=place if number % 2 else None, owner=boss)
        made.save()
        made.groups.add(group)
    export = new_export(actor=boss, query=Query("dossiers"), format=format_name, everything=True)
    target = io.BytesIO()
    assert produce(actor=boss, export=export, target=target) == len(rows)
    before = sorted(map(repr, Dossier.objects.values_list()))
    file = ContentFile(target.getvalue())
    run = upload(actor=boss, record_type=record_types.get("dossiers"), file=file, name=f"liste.{format_name}")
    assert run.options["key"] == "@id"
    plan_now(actor=boss, run=run)
    assert set(run.rows.values_list("fate", flat=True)) == {"unchanged"}, told(run)
    assert sorted(map(repr, Dossier.objects.values_list())) == before


def told(run: ImportRun) -> str:
    changes = [(row.line, row.fate, row.differences) for row in run.rows.exclude(fate="unchanged")]
    return f"{changes} {errors(run)} {run.message}"


def test_amounts_survive_both_spellings():
    from essaim.engines.exchange.values.numbers import number_of

    for text in ("1 234,50", "1\u202f234,50 €", "1.234,50", "1,234.50", "1234.5", "(1234,5)"):
        assert abs(number_of(text)) == Decimal("1234.5")
