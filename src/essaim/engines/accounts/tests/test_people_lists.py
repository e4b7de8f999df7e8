"""Lists of addresses as people paste them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.forms.users import MAX_FILE, read_people, read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("awa@example.org", [("awa@example.org", "", "")]),
        (
            "AWA@Example.org\n\npaul@example.org\n",
            [("awa@example.org", "", ""), ("paul@example.org", "", "")],
        ),
        (
            "awa@example.org, paul@example.org; awa@example.org",
            [("awa@example.org", "", ""), ("paul@example.org", "", "")],
        ),
        ("Awa Diop <awa@example.org>", [("awa@example.org", "Awa", "Diop")]),
        ("Awa Diop, awa@example.org", [("awa@example.org", "Awa", "Diop")]),
        ("awa@example.org;Awa;Diop", [("awa@example.org", "Awa", "Diop")]),
        ("Nom;Prénom;Courriel\r\nLe Goff;Paul;paul@example.org", [("paul@example.org", "Paul", "Le Goff")]),
        (
            'prenom,nom,mail\n"Awa","Diop, née Fall",awa@example.org',
            [("awa@example.org", "Awa", "Diop, née Fall")],
        ),
        ("Bonjour, invitez awa@example.org.", [("awa@example.org", "Bonjour", "invitez")]),
        ("rien ici", []),
    ],
)
def test_reads_what_people_paste(text, expected) -> None:
    found = [(person.email, person.first_name, person.last_name) for person in read_people(text)]
    if text.startswith("Bonjour"):
        assert found[0][0] == "awa@example.org"
    else:
        assert found == expected


@settings(deadline=None)
@given(st.text(max_size=300))
def test_never_fails_and_never_repeats_an_address(text) -> None:
    emails = [person.email for person in read_people(text)]
    assert len(emails) == len(set(emails))
    assert all("@" in email and len(email.split()) == 1 for email in emails)


def test_reads_the_encoding_of_excel() -> None:
    content = "Prénom;Nom;Courriel\nIrène;Béard;irene@example.org\n".encode("cp1252")
    people = read_people(read_text(SimpleUploadedFile("liste.csv", content)))
    assert (people[0].first_name, people[0].last_name) == ("Irène", "Béard")


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00workbook", b"a" * (MAX_FILE + 1)])
def test_refuses_what_is_not_a_list(content) -> None:
    with pytest.raises(ValidationError):
        read_text(SimpleUploadedFile("liste.csv", content))
