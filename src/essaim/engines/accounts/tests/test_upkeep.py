"""What the worker tidies and what `essaim check` says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from essaim.engines.accounts.actions.sign_in import make_sign_in_link
from essaim.engines.accounts.models import SignInLink
from essaim.kit.checks import operator_checks, periodic_tasks

pytestmark = pytest.mark.django_db


def test_old_links_and_dead_sessions_go_and_living_ones_stay(person, other, client) -> None:
    for user, days in ((person, 31), (other, 29)):
        make_sign_in_link(user=user)
        SignInLink.objects.filter(user=user).update(expires_at=timezone.now() - timedelta(days=days))
    client.force_login(person)
    Session.objects.create(
        session_key="dead", session_data="", expire_date=timezone.now() - timedelta(seconds=1)
    )
    periodic_tasks.get("accounts.tidy").run()
    assert SignInLink.objects.get().user == other
    assert client.get("/comptes/profil/").status_code == 200
    assert Session.objects.count() == 1


def test_the_check_says_what_is_missing_and_what_to_do(settings) -> None:
    findings = list(operator_checks.get("accounts").run())
    assert findings[0].level == "error"
    assert all(finding.advice for finding in findings if finding.level != "ok")
