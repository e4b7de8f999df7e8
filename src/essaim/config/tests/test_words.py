"""The English words: well made, and read by whoever chose English."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import trans_real

from tests.samples import people
from tools import messages

PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?\w+")


def test_every_translation_holds_what_its_message_holds():
    wrong = []
    for _path, catalogue in messages.catalogues():
        for item in catalogue:
            sources = item.id if isinstance(item.id, tuple) else (item.id,)
            strings = item.string if isinstance(item.string, tuple) else (item.string,)
            wanted = {mark for source in sources for mark in PLACES.findall(source)}
            given = {mark for text in strings for mark in PLACES.findall(text)}
            wrong += [item.id] if item.id and given != wanted else []
    assert not wrong


def test_messages_are_gathered_from_code_and_templates():
    menu = [
        found for _place, found, _context in messages.of_python(messages.SOURCES / "config/shell/menu.py")
    ]
    assert "Accueil" in menu
    template = messages.SOURCES / "kit/templates/kit/parts/form_errors.html"
    words = [found for _place, found, _context in messages.of_template(template)]
    assert ("%(n)s champ est à corriger", "%(n)s champs sont à corriger") in words


@pytest.mark.django_db
def test_whoever_chose_english_reads_english(client, settings, tmp_path, monkeypatch):
    messages.compiled(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real, "_default", None)
    reader = people.user(administrator=True, language="en")
    client.force_login(reader)
    home, people_list = (client.get(address).content.decode() for address in ("/", "/personnes/"))
    assert '<html lang="en"' in home
    assert "Hello Essai" in home
    assert "Sign out" in home
    assert "Save this view" in client.get("/personnes/?q=a").content.decode()
    assert "Filter" in people_list
    monkeypatch.setattr(trans_real, "_translations", {})
