"""Texts with fields: what they give, what they refuse, and that a value never becomes code, tag or link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.merging.markup import compile_message

NAMES = {"prenom": "first_name", "ville": "city", "site web": "website", "date et lieu": "place"}
VALUES = {"first_name": "Awa", "city": "Thiès", "website": "https://exemple.example/a?b=1", "place": "lundi"}


def merge(body: str, values: dict[str, str] | None = None, subject: str = "", rich: bool = True):
    return compile_message(subject, body, NAMES, rich=rich).merge(VALUES if values is None else values)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Bonjour {{ Prénom }},", "Bonjour Awa,"),
        ("{{prenom}} {{ PRENOM }}", "Awa Awa"),
        ('{{ Date et lieu }} à {{ Ville | "votre ville" }}', "lundi à Thiès"),
        ('{{ si Ville = "thies" }}oui{{ sinon }}non{{ fin }}', "oui"),
        ('{{ si Ville ≠ "Thiès" }}oui{{ sinon }}non{{ fin }}', "non"),
        ('{{ si Ville contient "hi" et pas Prénom vide }}oui{{ fin }}', "oui"),
        ('{{ si pas Ville ou Prénom = "Awa" }}oui{{ fin }}', "oui"),
        ("{{ si Ville vide }}a{{ sinon }}{{ si Prénom }}b{{ fin }}{{ fin si }}", "b"),
        ("{{ si Ville = « Thiès » }}oui{{ fin }}", "oui"),
    ],
)
def test_fields_and_conditions(body, said):
    assert merge(body).text == said
    assert merge(body, rich=False).text == said


def test_a_missing_value_gives_its_default_or_nothing():
    assert merge('Bonjour {{ Prénom | "et bienvenue" }}', {}).text == "Bonjour et bienvenue"
    assert merge("Bonjour {{ Prénom }}.", {}).text == "Bonjour ."


@pytest.mark.parametrize(
    "body",
    [
        "{{ Mot de passe }}", "{{ }}", "{{ Prénom", "Prénom }}", "{{ si }}a{{ fin }}", "{{ si Ville }}a", "{{ fin }}",
        "{{ sinon }}", "{{ si Ville = }}a{{ fin }}", "{{ Prénom.__class__ }}", "{{ Prénom|safe }}",
        "{% load x %}{{ x }}",
        "{{ si Ville }}a{{ sinon }}b{{ sinon }}c{{ fin }}", "{{ Prénom | Ville }}",
        "Un {{ si Ville }}début\n\nde phrase{{ fin }}", "[x](https://a.example/{{ si Ville }}1{{ fin }})",
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_a_sentence(body):
    with pytest.raises(MergeError, match=r"\w"):
        merge(body)


def test_django_tags_are_mere_text():
    assert merge("{% csrf_token %} {# rien #}").text == "{% csrf_token %} {# rien #}"


def test_a_condition_alone_on_its_lines_surrounds_paragraphs():
    body = "Un\n{{ si Ville }}\n\nDeux\n\nTrois\n{{ fin }}\nQuatre"
    assert merge(body).html.replace("\n", "") == "<p>Un</p><p>Deux</p><p>Trois</p><p>Quatre</p>"
    assert merge(body, {}).html.replace("\n", "") == "<p>Un</p><p>Quatre</p>"
    assert merge(body, {}).text == "Un\n\nQuatre"


def test_a_value_brings_neither_markdown_nor_html_nor_link():
    nasty = "*gras* [x](https://mal.example) <script>alert(1)</script> {{ Ville }}"
    html = merge("Bonjour {{ Prénom }}", {"first_name": nasty, "city": "Thiès"}).html
    assert "<strong>" not in html
    assert "<a" not in html
    assert "<script" not in html
    assert "Thiès" not in html
    assert merge("{{ Prénom }}", {"first_name": nasty}).text == nasty


def test_a_value_in_a_link_is_an_address_or_nothing():
    assert 'href="https://exemple.example/a?b=1"' in merge("[Voir]({{ Site web }})").html
    assert 'href="#"' in merge("[Voir]({{ Site web }})", {"website": "javascript:alert(1)"}).html
    inside = merge("[Voir](https://a.example/?v={{ Ville }})", {"city": '"><b>&x=1'}).html
    assert "https://a.example/?v=%22%3E%3Cb%3E%26x%3D1" in inside


def test_a_subject_is_one_line():
    assert merge("x", {"first_name": "Awa\r\nBcc: tous@exemple.example"}, "Bonjour {{ Prénom }}").subject == (
        "Bonjour Awa Bcc: tous@exemple.example"
    )


def test_the_plain_twin_keeps_the_shape():
    body = (
        "# Titre\n\nUn **mot** et [un lien](https://a.example).\n\n- un\n- deux\n\n1. a\n2. b\n\n> cité\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |"
    )
    assert merge(body).text == (
        "Titre\n=====\n\nUn mot et un lien (https://a.example).\n\n- un\n- deux\n\n1. a\n2. b\n\n> cité\n\n"
        "a | b\n1 | 2"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_value_ever_makes_a_tag_of_its_own(first, city):
    html = merge(
        "Bonjour {{ Prénom }}, [ici](https://a.example/{{ Ville }})", {"first_name": first, "city": city}
    ).html
    html = html.replace("<br>", "")
    assert html.count("<") == html.count(">") == 4


@given(st.text(max_size=200))
def test_any_text_is_merged_or_refused_never_broken(body):
    try:
        merged = merge(body)
    except MergeError:
        return
    assert "\ue000" not in merged.html + merged.text
