"""One thing done to many records: written under rights, skipped with a reason, told at the end."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import timezone

from essaim.engines.accounts.api import Group
from essaim.engines.journal.models import Entry
from essaim.engines.records import bulk
from essaim.engines.records.api import BulkAction, bulk_actions
from essaim.engines.records.models import BulkJob
from essaim.kit.registry import Thawed
from tests.samples import people
from tests.samples.models import Dossier, Place

LIST = "/dossiers-essai/"


@pytest.fixture
def dossiers(db):
    return [Dossier.objects.create(last_name=f"Diop {rank}", status="open") for rank in range(3)]


def choose(client, action: str, *ids, query: str = "", base: str = LIST) -> str:
    answer = client.post(f"{base}lot/{query}", {"action": action, "ids": [str(key) for key in ids]})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_field_is_given_one_value_everywhere(as_admin, dossiers):
    page = choose(as_admin, "change", dossiers[0].pk, dossiers[2].pk)
    assert as_admin.get(page).status_code == 200
    as_admin.post(f"{page}?champ=status", {"value": "closed"})
    assert list(Dossier.objects.order_by("pk").values_list("status", flat=True)) == [
        "closed",
        "open",
        "closed",
    ]
    assert Entry.objects.filter(kind="changed").count() == 2
    assert "2 dossiers" in as_admin.get(page).content.decode()


def test_all_rows_found_by_the_address_are_chosen(as_admin, dossiers):
    Dossier.objects.create(last_name="Autre", status="closed")
    page = choose(as_admin, "change", "all", dossiers[0].pk, query="?q=diop")
    job = BulkJob.objects.get()
    assert sorted(job.ids) == sorted(item.pk for item in dossiers)
    as_admin.post(f"{page}?champ=visits_planned", {"value": "4"})
    assert Dossier.objects.filter(visits_planned=4).count() == 3


def test_a_form_sent_twice_works_once(as_admin, dossiers):
    page = choose(as_admin, "change", dossiers[0].pk)
    as_admin.post(f"{page}?champ=status", {"value": "closed"})
    as_admin.post(f"{page}?champ=status", {"value": "open"})
    dossiers[0].refresh_from_db()
    assert dossiers[0].status == "closed"


def test_an_empty_value_must_be_meant(as_admin, dossiers):
    page = choose(as_admin, "change", dossiers[0].pk)
    assert as_admin.post(f"{page}?champ=status", {"value": ""}).status_code == 422
    assert as_admin.post(f"{page}?champ=status", {"value": "", "empty": "on"}).status_code == 302
    dossiers[0].refresh_from_db()
    assert dossiers[0].status == ""


def test_records_out_of_reach_are_skipped_and_told(client, dossiers):
    ours = people.network()
    Dossier.objects.filter(pk=dossiers[0].pk).update(network=ours)
    user = people.user("samples.dossiers:network:mv", "samples.dossiers:all:v")
    user.networks.add(ours)
    client.force_login(user)
    page = choose(client, "change", *(item.pk for item in dossiers))
    client.post(f"{page}?champ=status", {"value": "closed"})
    job = BulkJob.objects.get()
    assert job.done == 1
    assert len(job.skipped) == 2
    assert all(why for _key, _title, why in job.skipped)


def test_deleting_many_keeps_those_still_in_use(as_admin, dossiers):
    used, free = Place.objects.create(name="Utile"), Place.objects.create(name="Vide")
    Dossier.objects.filter(pk=dossiers[0].pk).update(place=used)
    page = choose(as_admin, "delete", used.pk, free.pk, base="/lieux-essai/")
    assert as_admin.get(page).context["consequences"].blocking
    as_admin.post(page)
    assert list(Place.objects.values_list("name", flat=True)) == ["Utile"]
    assert "1 dossiers" in BulkJob.objects.get().skipped[0][2]


def test_tags_are_added_and_removed(as_admin, dossiers):
    old, new = Group.objects.create(name="ancien"), Group.objects.create(name="neuf")
    dossiers[0].groups.add(old)
    page = choose(as_admin, "tags", dossiers[0].pk, dossiers[1].pk)
    as_admin.post(page, {"add": [new.pk], "remove": [old.pk]})
    assert [list(item.groups.all()) for item in dossiers] == [[new], [new], []]


def test_entrusting_gives_an_owner(as_admin, admin, dossiers):
    page = choose(as_admin, "assign", *(item.pk for item in dossiers))
    as_admin.post(page, {"value": admin.pk})
    assert Dossier.objects.filter(owner=admin).count() == 3


def test_whoever_may_only_look_may_only_take_rows_out(client, dossiers):
    client.force_login(people.user("samples.dossiers:all:v"))
    assert [offer.name for offer in client.get(LIST).context["offers"]] == ["exchange.export"]
    assert client.post(f"{LIST}lot/", {"action": "delete", "ids": [dossiers[0].pk]}).status_code == 404


def test_a_job_is_its_users_own(client, as_admin, dossiers):
    page = choose(as_admin, "change", dossiers[0].pk)
    client.force_login(people.user("samples.dossiers:all:mv"))
    assert client.get(page).status_code == 404


def test_many_records_are_left_to_the_worker(
    as_admin, dossiers, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    page = choose(as_admin, "change", *(item.pk for item in dossiers))
    with django_capture_on_commit_callbacks(execute=True):
        as_admin.post(f"{page}?champ=status", {"value": "closed"})
    assert Dossier.objects.filter(status="closed").count() == 3
    assert as_admin.get(f"{page}etat/").status_code == 200


def test_a_job_stopped_half_way_is_carried_on(admin, dossiers):
    job = BulkJob.objects.create(
        user=admin,
        type="dossiers",
        action="change",
        ids=[item.pk for item in dossiers],
        total=3,
        position=1,
        done=1,
        state="running",
        values={"values": {"status": "closed"}},
    )
    bulk.run(job.pk)
    assert list(Dossier.objects.order_by("pk").values_list("status", flat=True)) == [
        "open",
        "closed",
        "closed",
    ]


class StampForm(forms.Form):
    day = forms.DateField(label="Jour")


def test_an_action_another_engine_declares_is_offered_asked_and_run(as_admin, dossiers):
    seen: list[tuple] = []

    def run(*, actor, ids, values):
        seen.append((ids, values))
        return "Tamponnés."

    with Thawed(bulk_actions):
        bulk_actions.declare(BulkAction("stamp", "Tamponner", run, types=("dossiers",), form=StampForm))
        page = choose(as_admin, "stamp", dossiers[0].pk)
        assert as_admin.post(page, {"day": "pas un jour"}).status_code == 422
        as_admin.post(page, {"day": "2026-11-22"})
        assert "Tamponnés." in as_admin.get(page).content.decode()
    assert seen == [([dossiers[0].pk], {"day": "2026-11-22"})]


def test_a_job_whose_worker_stopped_is_handed_out_again(admin, dossiers):
    job = BulkJob.objects.create(
        user=admin, type="dossiers", action="change", ids=[item.pk for item in dossiers], total=3, position=2,
        done=2, state="running", values={"values": {"status": "closed"}},
    )  # fmt: skip
    bulk.recover()
    assert not Dossier.objects.filter(status="closed").exists()
    BulkJob.objects.update(created_at=timezone.now() - bulk.LATE * 2)
    bulk.recover()
    job.refresh_from_db()
    assert (job.state, job.done, job.position) == ("done", 3, 3)
    assert Dossier.objects.filter(status="closed").count() == 1
