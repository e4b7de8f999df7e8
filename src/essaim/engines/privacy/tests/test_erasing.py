"""Erasing: nothing that names the person stays anywhere, what is counted does, and what forbids it is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from essaim.engines.accounts.models import User
from essaim.engines.agenda.models import Event
from essaim.engines.directory.models import Consent, Person
from essaim.engines.duplicates.models import DuplicatePair, Merge
from essaim.engines.exchange.models import ImportRow, ImportRun
from essaim.engines.journal.api import verify
from essaim.engines.notifications.models import Notification
from essaim.engines.privacy.actions import ErasureBlocked, blockers_of, do_erase
from essaim.engines.privacy.models import Erasure, RetentionRule
from essaim.engines.records.api import create, record_types
from essaim.engines.timeline.models import Interaction, Task
from tests.samples import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def erased(django_capture_on_commit_callbacks):
    def run(actor, person, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return do_erase(actor=actor, person=person, **values)

    return run


def whole_database() -> str:
    """Everything every table of the product says, as text."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "fts" in table or table.startswith("django_"):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            said += [repr(row) for row in cursor.fetchall()]
    return "\n".join(said)


def test_nothing_that_names_the_person_stays_anywhere(officer, person, secrets, erased):
    consent = Consent.objects.get()
    consent.document.save("accord.pdf", ContentFile(b"signature"))
    stored = consent.document.name
    other = Person.objects.create(last_name="Tierce")
    low, high = sorted((person.pk, other.pk))
    DuplicatePair.objects.create(record_type="people", low_id=low, high_id=high, score=9, band="review",
                                 evidence=[{"text": "Zébulonne = Zebulonne"}])  # fmt: skip
    Merge.objects.create(record_type="people", kept_id=person.pk, removed_id=999, kept_label="Fatoumata",
                         removed_label="Fatoumata Z", ledger={"removed": {"last_name": "Zébulonne"}})  # fmt: skip
    run = ImportRun.objects.create(type="people", file_name="liste.csv", created_by=officer, state="written",
                                   source={"headings": ["Nom"]})  # fmt: skip
    run.file.save("liste.csv", ContentFile("Zébulonne".encode()))
    ImportRow.objects.create(run=run, line=2, fate="create", label="Zébulonne", object_id=person.pk,
                             cells=["Zébulonne"], values={"last_name": "Zébulonne"})  # fmt: skip
    Event.objects.create(title="Entretien Zébulonne", person=person, start=timezone.now() - timedelta(days=9),
                         end=timezone.now() - timedelta(days=9))  # fmt: skip
    Notification.objects.create(user=officer, kind="records.mentioned", subject="people", object_id=person.pk)
    assert "Zébulonne" in whole_database()
    erased(officer, person)
    left = whole_database()
    for text in secrets:
        assert text not in left, text
    assert not default_storage.exists(stored)
    assert not default_storage.exists(run.file.name)
    assert verify().broken is None, "the chain of the journal stays whole"


def test_documents_answers_and_messages_go_too(officer, person, erased, client):
    from essaim.engines.campaigns.factories import CampaignFactory
    from essaim.engines.campaigns.models import Message
    from essaim.engines.library.models import Attachment, Document, Version

    own = Document.objects.create(title="CV de Zébulonne", with_record=True)
    version = Version(document=own, number=1, file_name="cv.pdf", sha256="0" * 64, kind="pdf", format="pdf")
    version.file.save("cv.pdf", ContentFile(b"cv"))
    Attachment.objects.create(document=own, record_type="people", record_id=person.pk)
    shared = Document.objects.create(title="Guide", with_record=True)
    other = Person.objects.create(last_name="Tierce")
    for pk in (person.pk, other.pk):
        Attachment.objects.create(document=shared, record_type="people", record_id=pk)
    campaign = CampaignFactory()
    Message.objects.create(
        campaign=campaign, slot="x", record_type="people", record_id=person.pk, person=person, fate="sent",
        label="Fatoumata Zébulonne", address="fz@example.org", body="Chère Zébulonne",
    )  # fmt: skip
    erased(officer, person)
    assert list(Document.objects.values_list("title", flat=True)) == ["Guide"]
    assert not default_storage.exists(version.file.name)
    message = Message.objects.get()
    assert (message.fate, message.address, message.body) == ("sent", "", "")
    assert "bulonne" not in whole_database()


def test_answers_to_forms_lose_their_words(officer, person, erased):
    from essaim.engines.forms.factories import published, question
    from essaim.engines.forms.models import Response, Voice

    form = published(question("q1"))
    response = Response.objects.create(
        form=form, version=form.published, title="Zébulonne", subject_type="people", subject_id=person.pk
    )
    Voice.objects.create(
        response=response, person=person, name="Zébulonne", values={"q1": "secret"}, main_score=4
    )
    erased(officer, person)
    voice = Voice.objects.get()
    assert (voice.values, voice.name, voice.person, voice.main_score) == ({}, "", None, 4)
    assert Response.objects.get().title == ""


def test_what_is_counted_stays(officer, person, erased):
    erased(officer, person)
    left = Person.objects.get(pk=person.pk)
    assert (left.sex, left.birth_date, left.department) == ("f", date(1985, 1, 1), "72")
    assert left.networks.count() == 1
    assert str(left) == f"Personne anonymisée {person.pk}"
    assert list(Interaction.objects.values_list("kind", "subject", "body", "person")) == [
        ("call", "Appel", "", None)
    ]
    assert Task.objects.get().status == "done"
    left.save()
    assert left.territory_from_address is False


def test_a_proof_stays_without_a_name(officer, person, erased):
    proof = erased(officer, person, asked_on=date(2026, 3, 1))
    stored = Erasure.objects.get()
    assert stored == proof
    assert (stored.number, stored.ground, stored.by) == (person.pk, "request", officer)
    assert stored.counts["timeline"] == 2
    assert stored.counts["directory.consents"] == 1


def test_it_is_found_no_more(officer, person, erased, client):
    client.force_login(officer)
    assert "Zébulonne" in client.get("/recherche/?q=zebulonne").content.decode().replace(
        'value="zebulonne"', ""
    )
    erased(officer, person)
    page = client.get("/recherche/?q=Fatoumata").content.decode()
    assert f"/personnes/{person.pk}/" not in page


def test_what_forbids_it_is_named(officer, person, client, processing):
    create(
        actor=officer, record_type=record_types.get("tasks"), values={"title": "À faire", "person": person.pk}
    )
    account = User.objects.create_user("fz@example.org", "x")
    Person.objects.filter(pk=person.pk).update(user=account)
    event = create(
        actor=officer,
        record_type=record_types.get("events"),
        values={"title": "Entretien", "person": person.pk, "start": timezone.now() + timedelta(days=2),
                "end": timezone.now() + timedelta(days=2, hours=1)},
    )  # fmt: skip
    RetentionRule.objects.create(name="Pièces comptables", processing=processing, type="people", base="created_at",
                                 months=120, obligation=True, owner=officer)  # fmt: skip
    client.force_login(officer)
    page = client.get(f"/donnees-personnelles/personnes/{person.pk}/effacer/").content.decode()
    for text in ("1 tâche reste à faire", "compte ouvert", "1 rendez-vous à venir", "Pièces comptables"):
        assert text in page
    person.refresh_from_db()
    with pytest.raises(ErasureBlocked) as stop:
        do_erase(actor=officer, person=person)
    assert len(stop.value.blockers) == 4
    answer = client.post(
        f"/donnees-personnelles/personnes/{person.pk}/effacer/", {"ground": "request", "sure": "on"}
    )
    assert answer.status_code == 409
    assert Person.objects.get(pk=person.pk).last_name == "Zébulonne"
    assert Event.objects.get(pk=event.pk).title == "Entretien"


def test_a_duty_holds_even_when_its_keeper_sees_nothing_any_more(officer, person, processing):
    keeper = people.user("people:network:v")
    rule = RetentionRule.objects.create(name="Loi", processing=processing, type="people", base="created_at",
                                        months=12, obligation=True, owner=keeper)  # fmt: skip
    assert len(blockers_of(officer, person)) == 1
    rule.months = 1
    rule.save()
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=90))
    assert blockers_of(officer, person) == []


def test_the_closed_account_loses_its_name(officer, person, erased):
    account = User.objects.create_user("fz@example.org", "x", first_name="Fatoumata", last_name="Zébulonne")
    User.objects.filter(pk=account.pk).update(is_active=False)
    person.user = account
    person.save()
    erased(officer, person)
    account.refresh_from_db()
    assert account.email == f"efface-{account.pk}@invalid.invalid"
    assert not account.has_usable_password()
    assert "Fatoumata" not in whole_database()


def test_the_page_asks_to_be_sure_and_then_erases(officer, person, client):
    client.force_login(officer)
    address = f"/donnees-personnelles/personnes/{person.pk}/effacer/"
    assert client.post(address, {"ground": "request"}).status_code == 422
    assert client.post(address, {"ground": "request", "sure": "on"}).status_code == 302
    assert "Personne anonymisée" in client.get(f"/personnes/{person.pk}/").content.decode()
    assert f"n° {person.pk}" in client.get("/donnees-personnelles/effacements/").content.decode()


def test_nobody_else_erases(person, client):
    client.force_login(people.user("people:all:cmsv", "privacy:all:cv"))
    address = f"/donnees-personnelles/personnes/{person.pk}/effacer/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"ground": "request", "sure": "on"}).status_code == 403
