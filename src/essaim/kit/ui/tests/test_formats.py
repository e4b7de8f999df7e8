import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from essaim.kit.ui import formats

NOW = dt.datetime(2026, 3, 12, 15, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"), timezone.override("Europe/Paris"):
        yield


@pytest.mark.parametrize(
    ("given_value", "shown"),
    [
        (3932, "3\u202f932"), (0, "0"), (-1200, "−1\u202f200"), ("12.5", "12"), (None, "—"), ("", "—"),
        ("abc", "—"), (True, "—"), (float("nan"), "—"), (Decimal("1e7"), "10\u202f000\u202f000"),
    ],
)  # fmt: skip
def test_a_number_is_grouped_with_narrow_spaces(given_value, shown):
    assert formats.number(given_value) == shown


def test_money_percent_and_size_carry_their_unit():
    assert formats.money(Decimal(1250)) == "1\u202f250,00\u00a0€"
    assert formats.percent(Decimal("12.5")) == "12,5\u00a0%"
    assert formats.percent(40) == "40\u00a0%"
    assert formats.size(999) == "999\u00a0octets"
    assert formats.size(4_200_000) == "4,2\u00a0Mo"
    assert formats.size(12_000_000) == "12\u00a0Mo"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (dt.date(2026, 3, 3), "3 mars 2026"),
        (dt.date(2026, 3, 1), "1er mars 2026"),
        (dt.date(2026, 3, 11), "11 mars 2026"),
        (dt.date(2026, 3, 31), "31 mars 2026"),
        (None, "—"),
        ("2026-03-03", "—"),
    ],
)
def test_a_day_is_written_in_words(date, shown):
    assert formats.day(date) == shown


def test_a_moment_is_told_in_local_time():
    assert formats.moment(dt.datetime(2026, 7, 1, 12, 5, tzinfo=dt.UTC)) == "1er juillet 2026 à 14:05"


@pytest.mark.parametrize(
    ("delta", "shown"),
    [
        (dt.timedelta(seconds=-20), "à l’instant"),
        (dt.timedelta(minutes=-1), "il y a 1 minute"),
        (dt.timedelta(hours=-3), "il y a 3 heures"),
        (dt.timedelta(hours=2), "dans 2 heures"),
        (dt.timedelta(days=-1), "hier"),
        (dt.timedelta(days=1), "demain"),
        (dt.timedelta(days=-9), "il y a 9 jours"),
        (dt.timedelta(days=-90), "12 décembre 2025"),
    ],
)
def test_the_past_is_told_as_one_says_it(delta, shown):
    assert formats.ago_text(NOW + delta, NOW) == shown


def test_a_day_alone_counts_in_days():
    assert formats.ago_text(dt.date(2026, 3, 12), NOW) == "aujourd’hui"
    assert formats.ago_text(dt.date(2026, 3, 15), NOW) == "dans 3 jours"


def test_ago_keeps_the_full_date_at_hand():
    assert 'title="3 mars 2026 à 11:00"' in formats.ago(dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Awa Diop", "AD"), ("Marie-Claire Dupont", "MC"), ("e2i", "E"), ("", "?"), (None, "?"), ("  – ", "?")],
)
def test_initials(name, shown):
    assert formats.initials(name) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_a_number_shown_reads_back_as_itself(value):
    text = formats.number(value, 2).replace("\u202f", "").replace("−", "-").replace(",", ".")
    assert Decimal(text) == value


@given(st.text(max_size=60))
def test_initials_are_never_more_than_two_words(name):
    assert 1 <= len(formats.initials(name)) <= 6
