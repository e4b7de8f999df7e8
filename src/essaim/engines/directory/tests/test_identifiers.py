"""Identity numbers: good ones are tidied, wrong ones are refused in words that help."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.directory import normalise


def luhn(digits: str) -> str:
    """The digits with their key, computed apart from the library that checks it."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return digits + str(-total % 10)


def refusal(function, *args) -> str:
    with pytest.raises(ValidationError) as caught:
        function(*args)
    return " ".join(caught.value.messages)


SIRENS = st.text("0123456789", min_size=8, max_size=8).map(luhn).filter(lambda text: text != "356000000")
SIRETS = SIRENS.flatmap(
    lambda siren: st.text("0123456789", min_size=4, max_size=4).map(lambda nic: luhn(siren + nic))
)


@given(SIRETS, st.sampled_from((" ", "\u202f", ".", "-", "")))
def test_a_good_siret_is_kept_whatever_stands_between_its_figures(siret, between):
    written = between.join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
    assert normalise.siret(written) == siret
    assert normalise.siret(normalise.siret(written)) == siret


@given(SIRETS, st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_figure_is_always_seen(siret, place, shift):
    wrong = siret[:place] + str((int(siret[place]) + shift) % 10) + siret[place + 1 :]
    assert "clé de contrôle" in refusal(normalise.siret, wrong)


@given(st.text(max_size=30))
def test_any_text_is_either_kept_tidy_or_refused(text):
    for function, length in ((normalise.siret, 14), (normalise.siren, 9)):
        try:
            found = function(text)
        except ValidationError:
            continue
        assert found == "" or (len(found) == length and found.isascii() and found.isdigit())


def test_the_post_office_has_its_own_rule():
    assert normalise.siret("356 000 000 00048") == "35600000000048"


def test_a_lost_zero_is_guessed():
    text = refusal(normalise.siret, "5720784100017")
    assert text == "Le SIRET compte 14 chiffres ; celui-ci en a 13\u00a0: un zéro perdu au début ?"


def test_a_number_rounded_by_a_spreadsheet_is_told_from_a_short_one():
    assert "le tableur l’a arrondi" in refusal(normalise.siret, "4,10718E+13")


def test_the_point_zero_of_a_spreadsheet_is_dropped():
    assert normalise.siren("552100554.0") == "552100554"


def test_letters_are_named():
    assert "« O »" in refusal(normalise.siren, "55210O554")


@pytest.mark.parametrize(
    ("text", "kept"), [("88.99B", "8899B"), ("9499z", "9499Z"), ("7820 Z", "7820Z"), ("", "")]
)
def test_naf_codes_are_tidied(text, kept):
    assert normalise.naf(text) == kept


@pytest.mark.parametrize("text", ["889B", "88999B", "88.99", "abc"])
def test_wrong_naf_codes_show_a_good_one(text):
    assert "88.99B" in refusal(normalise.naf, text)


def test_rna_and_ninea_are_tidied():
    assert normalise.rna("w 442 001234") == "W442001234"
    assert normalise.ninea("005123456 2G3") == "0051234562G3"
    assert "W442001234" in refusal(normalise.rna, "442001234")
    assert "NINEA" in refusal(normalise.ninea, "12")


@pytest.mark.parametrize(
    ("text", "country", "kept"),
    [
        ("44 000", "FR", "44000"),
        ("1500.0", "SN", "1500.0"),
        ("BP 12", "SN", "BP 12"),
        ("1204", "CH", "1204"),
        ("01500", "FR", "01500"),
    ],
)
def test_postcodes_are_read_in_their_country(text, country, kept):
    assert normalise.postcode(text, country) == kept


def test_a_french_postcode_of_four_figures_has_lost_a_zero():
    assert "zéro perdu" in refusal(normalise.postcode, "1500", "FR")
