"""Telephone numbers of France and Senegal, as people write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.directory import emails, phones


def refusal(text, country=""):
    with pytest.raises(ValidationError) as caught:
        phones.phone(text, country)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("text", "country", "kept"),
    [
        ("02 43 00 11 22", "FR", "+33243001122"),
        ("02.43.00.11.22", "FR", "+33243001122"),
        ("0033 2 43 00 11 22", "FR", "+33243001122"),
        ("+33 (0)2 43 00 11 22", "FR", "+33243001122"),
        ("243001122", "FR", "+33243001122"),
        ("612345678.0", "FR", "+33612345678"),
        ("77 123 45 67", "SN", "+221771234567"),
        ("77 123 45 67", "FR", "+221771234567"),
        ("771234567", "SN", "+221771234567"),
        ("+221 77 123 45 67", "FR", "+221771234567"),
        ("00221771234567", "FR", "+221771234567"),
        ("33 951 12 34", "SN", "+221339511234"),
        ("06 12 34 56 78", "SN", "+33612345678"),
        ("0262 20 11 22", "FR", "+262262201122"),
        ("+41 22 700 00 00", "FR", "+41227000000"),
        ("06 39 98 00 01", "FR", "+33639980001"),
        ("", "FR", ""),
    ],
)
def test_numbers_are_read_in_the_country_of_the_record(text, country, kept):
    assert phones.phone(text, country) == kept


def test_a_number_too_short_says_how_many_figures_it_has():
    assert "10 chiffres ; celui-ci en a 8" in refusal("02 43 00 11", "FR")
    assert "9 chiffres ; celui-ci en a 7" in refusal("77 123 45", "SN")


def test_letters_and_nonsense_are_told_apart():
    assert "lettres" in refusal("voir Paul", "FR")
    assert "pas un numéro" in refusal("--", "FR")


def test_numbers_read_as_they_are_dialled_from_home():
    assert phones.readable("+33243001122", "FR") == "02 43 00 11 22"
    assert phones.readable("+33243001122", "SN") == "+33 2 43 00 11 22"
    assert phones.readable("+221771234567", "SN") == "77 123 45 67"
    assert phones.readable("?", "SN") == "?"


@given(st.integers(0, 99_999_999), st.sampled_from(("06", "07", "02")))
def test_whatever_is_kept_reads_back_as_itself(rest, prefix):
    written = f"{prefix}{rest:08d}"
    try:
        kept = phones.phone(written, "FR")
    except ValidationError:
        return
    assert phones.phone(kept, "FR") == kept
    assert phones.phone(phones.readable(kept, "FR"), "FR") == kept


@given(st.text(max_size=40))
def test_any_text_is_either_kept_or_refused(text):
    try:
        kept = phones.phone(text, "FR")
    except ValidationError:
        return
    assert kept == "" or kept.startswith("+")


@pytest.mark.parametrize(
    ("text", "words"),
    [("paul.example.org", "arobase"), ("paul durand@example.org", "espace"), ("paul@", "pas complète")],
)
def test_wrong_addresses_say_what_is_wrong(text, words):
    with pytest.raises(ValidationError, match=words):
        emails.email(text)


def test_good_addresses_are_lowered():
    assert emails.email(" <Paul.Durand@Example.ORG>; ") == "paul.durand@example.org"


def test_a_slip_in_a_well_known_domain_is_pointed_out():
    assert emails.suggestion("awa@gmial.com") == "awa@gmail.com"
    assert emails.suggestion("awa@gmail.com") == ""
    assert emails.suggestion("awa@essaim.example") == ""


@given(st.from_regex(r"\+(33|221)[1-9][0-9]{6,9}", fullmatch=True), st.sampled_from(["FR", "SN", "CH"]))
def test_usual_numbers_read_exactly_as_the_library_reads_them(value, country):
    assert phones.readable(value, country) == phones._read(value, country)
