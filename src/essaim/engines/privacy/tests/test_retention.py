"""Clocks, reports before purges, and purges that can be stopped and taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from essaim.engines.directory.models import Person
from essaim.engines.notifications.models import Notification
from essaim.engines.privacy.actions import do_confirm, do_exclude, do_save_rule, make_report
from essaim.engines.privacy.actions.purging import run_due, run_report
from essaim.engines.privacy.models import Erasure, PurgeReport, RetentionRule
from essaim.engines.records.api import create, record_types
from essaim.engines.timeline.models import Interaction
from tests.samples import people

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=800)


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    def run(action, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **values)

    return run


@pytest.fixture
def old(officer):
    """Three people known for more than two years, one since today."""
    made = [
        create(
            actor=officer,
            record_type=record_types.get("people"),
            values={"last_name": f"Ancien{n}", "city": "Laval"},
        )
        for n in range(3)
    ]
    Person.objects.update(created_at=timezone.now() - LONG_AGO)
    create(actor=officer, record_type=record_types.get("people"), values={"last_name": "Nouveau"})
    return made


def rule_of(officer, processing, *, type="people", query=None, **values):
    given = {
        "name": "Anciens",
        "processing": processing,
        "base": "created_at",
        "months": 24,
        "outcome": "anonymise",
    }
    return do_save_rule(
        actor=officer, rule=RetentionRule(type=type, query=query or {}), values=given | values
    )


def test_a_report_comes_before_anything_is_purged(officer, old, processing, told):
    rule = rule_of(officer, processing)
    report = told(make_report, rule)
    assert sorted(report.items.values_list("object_id", flat=True)) == [person.pk for person in old]
    assert Person.objects.filter(last_name__startswith="Ancien").count() == 3
    assert Notification.objects.get(user=officer).kind == "privacy.reported"
    assert told(make_report, rule) is None, "the first one waits to be read"


def test_confirmed_it_makes_anonymous_and_keeps_what_was_excluded(officer, old, processing, told):
    report = told(make_report, rule_of(officer, processing))
    kept = report.items.get(object_id=old[0].pk)
    do_exclude(actor=officer, item=kept, reason="Contentieux en cours")
    told(do_confirm, actor=officer, report=report)
    report.refresh_from_db()
    assert report.state == "done"
    assert list(Person.objects.filter(last_name__startswith="Ancien").values_list("pk", flat=True)) == [
        old[0].pk
    ]
    assert Erasure.objects.filter(ground="retention").count() == 2
    assert told(make_report, report.rule) is None, "kept stays kept, anonymous is not purged twice"
    with pytest.raises(ValidationError):
        told(do_confirm, actor=officer, report=report)


def test_what_changed_since_the_report_is_looked_at_again(officer, old, processing, told):
    report = told(make_report, rule_of(officer, processing))
    Person.objects.filter(pk=old[1].pk).update(created_at=timezone.now())
    create(
        actor=officer, record_type=record_types.get("tasks"), values={"title": "À faire", "person": old[2].pk}
    )
    told(do_confirm, actor=officer, report=report)
    fates = dict(report.items.values_list("object_id", "fate"))
    assert fates == {old[0].pk: "done", old[1].pk: "passed", old[2].pk: "blocked"}
    assert "tâche" in report.items.get(object_id=old[2].pk).reason


def test_a_killed_purge_is_taken_up_again(officer, old, processing, told):
    report = told(make_report, rule_of(officer, processing))
    PurgeReport.objects.update(
        state="running", decided_by=officer, beat_at=timezone.now() - timedelta(hours=1)
    )
    report.items.filter(object_id=old[0].pk).update(fate="done")
    told(run_due)
    report.refresh_from_db()
    assert report.state == "done"
    assert Erasure.objects.count() == 2


def test_an_automatic_rule_waits_for_its_delay(officer, old, processing, told):
    rule = rule_of(officer, processing, automatic=True, notice_days=10)
    told(run_due)
    assert rule.reports.get().state == "proposed"
    PurgeReport.objects.update(runs_on=timezone.localdate())
    told(run_due)
    assert rule.reports.get().state == "done"
    assert not Person.objects.filter(last_name__startswith="Ancien").exists()


def test_a_rule_that_waits_for_somebody_never_runs_alone(officer, old, processing, told):
    rule_of(officer, processing)
    for _round in range(3):
        told(run_due)
    PurgeReport.objects.update(made_at=timezone.now() - LONG_AGO)
    told(run_due)
    assert not Erasure.objects.exists()


def test_only_what_the_person_did_starts_the_clock_again(officer, old, processing, told):
    rule = rule_of(officer, processing, base="last_act")
    for person, values in zip(
        old,
        ({"kind": "call", "outcome": "reached"}, {"kind": "mail", "direction": "out"}, {"kind": "meeting"}),
        strict=True,
    ):
        given = {"subject": "Échange", "person": person.pk, **values}
        create(actor=officer, record_type=record_types.get("interactions"), values=given)
    report = told(make_report, rule)
    assert list(report.items.values_list("object_id", flat=True)) == [old[1].pk], (
        "only our own mail went to that one"
    )


def test_the_filter_of_a_list_narrows_the_rule(officer, old, processing, told):
    Person.objects.filter(pk=old[0].pk).update(city="Nantes")
    tree = {"all": [{"field": "city", "op": "is", "value": "Laval"}]}
    report = told(make_report, rule_of(officer, processing, query={"filter": tree}))
    assert report.items.count() == 2


def test_it_runs_under_the_rights_of_its_owner_and_stops_with_them(officer, old, processing, told):
    rule = rule_of(officer, processing)
    near = people.user("people:network:v", "retention:all:cmsv")
    near.networks.add(people.network())
    rule.owner = near
    rule.save()
    assert told(make_report, rule) is None, "nothing within reach"
    rule.owner = people.user("people:all:v")
    rule.save()
    assert told(make_report, rule) is None, "no right any more"


def test_exchanges_may_be_blanked_or_deleted(officer, processing, told):
    for number in range(2):
        create(actor=officer, record_type=record_types.get("interactions"),
               values={"kind": "note", "subject": f"Secret {number}", "body": "Long secret"})  # fmt: skip
    Interaction.objects.update(at=timezone.now() - LONG_AGO)
    report = told(make_report, rule_of(officer, processing, type="interactions", base="at"))
    told(do_confirm, actor=officer, report=report)
    assert set(Interaction.objects.values_list("subject", "body")) == {("Note", "")}
    rule = rule_of(officer, processing, type="interactions", base="at", outcome="delete", months=25)
    report = told(make_report, rule)
    told(do_confirm, actor=officer, report=report)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"base": "last_name"},
        {"base": "nothing"},
        {"outcome": "delete"},
        {"query": {"filter": {"field": "x", "op": "is"}}},
    ],
)
def test_a_rule_that_cannot_hold_is_refused(officer, processing, values):
    with pytest.raises(ValidationError):
        rule_of(officer, processing, **values)


def test_without_the_right_nothing_is_saved_or_confirmed(officer, old, processing, told):
    reader = people.user("people:all:v", "retention:all:v")
    with pytest.raises(PermissionDenied):
        rule_of(reader, processing)
    report = told(make_report, rule_of(officer, processing))
    with pytest.raises(PermissionDenied):
        do_confirm(actor=reader, report=report)
    run_report(report)
    assert report.state == "proposed"


def test_pages_tell_the_trial_and_hide_names_from_who_may_not_see_them(
    officer, old, processing, told, client
):
    rule = rule_of(officer, processing)
    client.force_login(officer)
    page = client.get(f"/donnees-personnelles/conservation/{rule.pk}/essai/").content.decode()
    assert "<strong>3</strong>" in page
    answer = client.post(f"/donnees-personnelles/conservation/{rule.pk}/essai/")
    report = PurgeReport.objects.get()
    assert answer.url == f"/donnees-personnelles/rapports/{report.pk}/"
    assert "Ancien0" in client.get(answer.url).content.decode()
    item = report.items.first()
    client.post(f"{answer.url}{item.pk}/", {"raison": "Contentieux"})
    assert "Contentieux" in client.get(answer.url).content.decode()
    client.force_login(people.user("retention:all:v"))
    hidden = client.get(answer.url).content.decode()
    assert "Ancien0" not in hidden
    assert f"fiche n° {old[0].pk}" in hidden
    assert client.post(f"{answer.url}confirmer/").status_code == 403


def test_a_rule_is_made_from_a_filtered_list(officer, processing, client):
    client.force_login(officer)
    listing = client.get(
        "/personnes/?f=%7B%22field%22:%22city%22,%22op%22:%22is%22,%22value%22:%22Laval%22%7D"
    )
    assert "/donnees-personnelles/conservation/nouvelle/personnes/?" in listing.content.decode()
    tree = "%7B%22field%22:%22city%22,%22op%22:%22is%22,%22value%22:%22Laval%22%7D"
    address = f"/donnees-personnelles/conservation/nouvelle/personnes/?f={tree}"
    assert "Laval" in client.get(address).content.decode()
    data = {"name": "Laval", "processing": processing.pk, "base": "changed_at", "months": "36", "outcome": "anonymise",
            "notice_days": "15", "active": "on"}  # fmt: skip
    assert client.post(address, data).status_code == 302
    rule = RetentionRule.objects.get()
    assert rule.query["filter"] == {"field": "city", "op": "is", "value": "Laval"}
    assert client.post(address, data | {"base": "last_name"}).status_code == 422
    assert client.get("/donnees-personnelles/conservation/").status_code == 200
    assert client.post(f"/donnees-personnelles/conservation/{rule.pk}/supprimer/").status_code == 302
