"""A new installation: the first account, and commands run too early."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import OperationalError

from essaim.config import cli
from essaim.config.commands import setup
from essaim.engines.accounts.models import User
from essaim.engines.rights.api import can, do_make_preset_roles

pytestmark = pytest.mark.django_db


def test_the_first_account_administers_and_its_password_is_said_once(capsys):
    do_make_preset_roles(actor=None, codes=["administrateur"])
    assert setup.open_first_account("premiere@exemple.fr") == 0
    password = capsys.readouterr().out.rsplit(" ", 1)[1].strip()
    user = User.objects.get(email="premiere@exemple.fr")
    assert user.check_password(password)
    assert can(user, "change", "access")


def test_a_second_first_account_is_refused_in_words(capsys):
    do_make_preset_roles(actor=None, codes=["administrateur"])
    setup.open_first_account("premiere@exemple.fr")
    assert setup.open_first_account("autre@exemple.fr") == 1
    assert "invitez" in capsys.readouterr().err
    assert User.objects.count() == 1


def test_a_command_run_before_the_set_up_says_what_to_do(capsys):
    class Options:
        @staticmethod
        def run(options):
            raise OperationalError("no such table: accounts_user") from sqlite3.OperationalError()

    assert cli.run_plainly(Options) == 1
    assert "essaim setup" in capsys.readouterr().err
