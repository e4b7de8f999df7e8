"""`essaim token`"""

from __future__ import annotations

import argparse

import pytest

from essaim.engines.records import token_command
from essaim.engines.records.models import ApiToken
from tests.samples import people

pytestmark = pytest.mark.django_db


def run(*words):
    parser = argparse.ArgumentParser()
    token_command.arguments(parser)
    return token_command.run(parser.parse_args(words))


def test_a_token_is_printed_once_and_works(client, capsys):
    user = people.user("samples.dossiers:all:v")
    assert run(user.email.upper(), "--name", "Site", "--days", "3", "--read-only") == 0
    secret = capsys.readouterr().out.strip()
    token = ApiToken.objects.get()
    assert (token.name, token.scope, token.user) == ("Site", "read", user)
    assert token.expires_at is not None
    answer = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["user"]["email"] == user.email


@pytest.mark.parametrize("days", ["-1", "99999"])
def test_a_wrong_duration_is_refused(capsys, days):
    user = people.user()
    assert run(user.email, f"--days={days}") == 1
    assert "3 650" in capsys.readouterr().err


def test_an_unknown_or_inactive_user_gets_none(capsys):
    user = people.user()
    user.is_active = False
    user.save()
    assert run("personne@essaim.example") == 1
    assert run(user.email) == 1
    assert ApiToken.objects.count() == 0
