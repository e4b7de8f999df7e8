"""What engines and modules really declare to the shell."""

import pytest
from django.template.loader import get_template
from django.urls import resolve

from essaim.config.shell import menu
from essaim.kit import navigation

DECLARED = [*navigation.entries, *navigation.commands]


@pytest.mark.parametrize("item", DECLARED, ids=lambda item: f"{type(item).__name__}-{item.name}")
def test_every_line_of_menu_and_palette_leads_to_a_page(item):
    assert resolve(menu.address(item.url).split("?")[0])


def test_shortcuts_are_one_letter_each_and_differ():
    letters = [entry.shortcut for entry in navigation.entries if entry.shortcut] + ["h"]
    assert all(len(letter) == 1 for letter in letters)
    assert len(letters) == len(set(letters))


def test_every_block_of_the_home_page_has_its_template():
    for block in navigation.home_blocks:
        assert get_template(block.template)
        assert 1 <= block.width <= 12
