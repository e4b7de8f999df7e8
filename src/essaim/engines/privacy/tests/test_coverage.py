"""No model leads to a person without somebody answering for it."""

from __future__ import annotations

from django.apps import apps

from essaim.engines.privacy.api import leading_to_person, parts, undeclared
from essaim.kit.registry import Thawed


def test_every_model_that_leads_to_a_person_is_declared():
    missing = undeclared()
    assert not missing, (
        "these models lead to a person; declare them in a PersonalPart of their engine's privacy.py "
        f"(see src/essaim/engines/timeline/privacy.py): {', '.join(missing)}"
    )


def test_the_walk_goes_through_foreign_keys_links_and_numbers():
    found = leading_to_person()
    assert {
        "directory.consent", "timeline.task", "timeline.tasklink", "agenda.occurrence", "exchange.importtrace",
        "duplicates.merge", "notifications.notification", "journal.entry",
    } <= found  # fmt: skip
    assert not {"accounts.network", "directory.tag", "rights.grant"} & found


def test_an_undeclared_model_is_named():
    with Thawed(parts):
        del parts._items["timeline"]
        assert {"timeline.interaction", "timeline.task"} <= set(undeclared())


def test_declared_models_exist():
    labels = {model._meta.label for model in apps.get_models()}
    assert [label for part in parts for label in part.models if label not in labels] == []
