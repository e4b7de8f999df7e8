"""What an import writes, and how it is taken back: updates included, what people did since kept and named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.directory.api import Affiliation, Organisation, Person
from essaim.engines.exchange.actions import plan_now, recover, undo_now, write_now
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.writing.writer import Writer
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import change, record_types
from tests.samples import people

from .making import GOOD_SIRETS, csv_file, errors, fates, planned, written

pytestmark = pytest.mark.django_db
HEAD = ("Nom", "SIRET", "Ville", "Courriel")


@pytest.fixture
def boss():
    return people.admin()


def organisation(**fields):
    made = Organisation(**fields)
    made.save()
    return made


def columns(obj) -> dict:
    obj.refresh_from_db()
    skipped = ("version", "changed_at", "changed_by")
    return {f.name: getattr(obj, f.attname) for f in obj._meta.concrete_fields if f.name not in skipped}


def test_updates_are_undone_to_the_letter(boss):
    known = organisation(
        name="Ateliers", siret=GOOD_SIRETS[0], city="Angers", postcode="49000", phone="+33241000000"
    )
    before = columns(known)
    run = written(boss, csv_file(HEAD, ("Les Ateliers", GOOD_SIRETS[0], "Nantes", "a@b.example")))
    known.refresh_from_db()
    assert (known.name, known.city, known.email, known.phone) == (
        "Les Ateliers",
        "Nantes",
        "a@b.example",
        "+33241000000",
    )
    assert run.counts["written"]["changed"] == 1
    undo_now(actor=boss, run=run)
    assert columns(known) == before
    assert (
        Entry.objects.filter(model="directory.organisation", object_id=str(known.pk), kind="changed").count()
        == 2
    )


def test_what_people_changed_since_is_kept_and_named(boss):
    known = organisation(name="Ateliers", siret=GOOD_SIRETS[0], city="Angers")
    run = written(
        boss,
        csv_file(
            HEAD, ("Les Ateliers", GOOD_SIRETS[0], "Nantes", "a@b.example"), ("Neuve", GOOD_SIRETS[1], "", "")
        ),
    )
    kind = record_types.get("organisations")
    change(actor=boss, record_type=kind, obj=known, values={"name": "Ateliers de Loire"})
    made = Organisation.objects.get(name="Neuve")
    change(actor=boss, record_type=kind, obj=made, values={"description": "Appelée hier"})
    undo_now(actor=boss, run=run)
    known.refresh_from_db()
    assert (known.name, known.city, known.email) == ("Ateliers de Loire", "Angers", "")
    assert Organisation.objects.filter(pk=made.pk).exists()
    report = {item["label"]: item["why"] for item in run.undo_report["kept_list"]}
    assert "nom" in report["Les Ateliers"]
    assert "modifiée depuis" in report["Neuve"]


def test_created_records_on_which_something_hangs_are_kept_and_named(boss):
    run = written(boss, csv_file(HEAD, ("Neuve", GOOD_SIRETS[1], "", ""), ("Seule", GOOD_SIRETS[2], "", "")))
    person = Person.objects.create(last_name="Diop", main_organisation=Organisation.objects.get(name="Neuve"))
    undo_now(actor=boss, run=run)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Neuve"]
    assert "personnes (1)" in run.undo_report["kept_list"][0]["why"]
    person.refresh_from_db()
    assert person.main_organisation is not None


def test_an_organisation_named_in_a_persons_row_is_found_or_made_with_the_position(boss):
    known = organisation(name="Ateliers", siret=GOOD_SIRETS[0])
    rows = (
        ("Nom", "Prénom", "Structure", "SIRET structure", "Fonction"),
        ("Diop", "Awa", "Ateliers SARL", GOOD_SIRETS[0], "Trésorière"),
        ("Sow", "Ibra", "Ateliers", "", "Président"),
        ("Ba", "Fatou", "Jardins du Lac", GOOD_SIRETS[1], "Directrice"),
        ("Fall", "Omar", "Jardins du Lac", GOOD_SIRETS[1], "Comptable"),
    )
    run = written(boss, csv_file(*rows), type_name="people")
    assert run.counts["written"]["created"] == 4, errors(run)
    assert run.counts["written"]["related"] == 1
    found = dict(
        Affiliation.objects.filter(is_main=True).values_list("person__last_name", "organisation__name")
    )
    assert found == {"Diop": "Ateliers", "Sow": "Ateliers", "Ba": "Jardins du Lac", "Fall": "Jardins du Lac"}
    assert Affiliation.objects.get(person__last_name="Ba").position == "Directrice"
    undo_now(actor=boss, run=run)
    assert list(Organisation.objects.all()) == [known]
    assert not Person.objects.exists()
    assert not Affiliation.objects.exists()


def test_a_person_who_moves_gets_the_former_affiliation_back_at_undo(boss):
    old, new = organisation(name="Ateliers"), organisation(name="Jardins")
    person = Person.objects.create(
        last_name="Diop", first_name="Awa", email="a@d.example", main_organisation=old, job_title="Aide"
    )
    kept = Affiliation.objects.create(person=person, organisation=old, position="Aide", is_main=True)
    rows = (
        ("Nom", "Prénom", "Courriel", "Structure", "Fonction"),
        ("Diop", "Awa", "a@d.example", "Jardins", "Cheffe"),
    )
    run = written(boss, csv_file(*rows), type_name="people")
    assert Affiliation.objects.get(is_main=True).organisation == new
    undo_now(actor=boss, run=run)
    assert Affiliation.objects.get() == kept
    kept.refresh_from_db()
    assert (kept.is_main, kept.end, kept.position) == (True, None, "Aide")
    person.refresh_from_db()
    assert (person.main_organisation, person.job_title) == (old, "Aide")


def test_existing_records_may_be_completed_only_or_left(boss):
    known = organisation(name="Ateliers", siret=GOOD_SIRETS[0], city="Angers")
    rows = csv_file(HEAD, ("Les Ateliers", GOOD_SIRETS[0], "Nantes", "a@b.example"))
    assert fates(planned(boss, rows, existing="skip")) == {2: "skipped"}
    written(boss, rows, existing="complete")
    known.refresh_from_db()
    assert (known.name, known.city, known.email) == ("Ateliers", "Angers", "a@b.example")


def test_an_empty_cell_says_nothing_unless_it_is_asked_to_erase(boss):
    known = organisation(name="Ateliers", siret=GOOD_SIRETS[0], city="Angers", email="a@b.example")
    rows = csv_file(HEAD, ("Ateliers", GOOD_SIRETS[0], "Angers", ""))
    assert fates(planned(boss, rows)) == {2: "unchanged"}
    written(boss, rows, erase=True)
    known.refresh_from_db()
    assert known.email == ""


def test_a_shared_mailbox_makes_no_two_people_one(boss):
    rows = (
        ("Nom", "Prénom", "Courriel"),
        ("Diop", "Awa", "contact@asso.example"),
        ("Sow", "Ibra", "contact@asso.example"),
    )
    written(boss, csv_file(*rows), type_name="people")
    assert Person.objects.count() == 2
    run = planned(boss, csv_file(rows[0], ("Ba", "Fatou", "contact@asso.example")), type_name="people")
    assert fates(run) == {2: "doubtful"}


def test_two_people_importing_at_once_do_not_make_two_of_one(boss):
    rows = csv_file(
        HEAD, ("Ateliers", GOOD_SIRETS[0], "Nantes", ""), ("Jardins", GOOD_SIRETS[1], "Angers", "")
    )
    one, other = planned(boss, rows), planned(people.admin(), rows)
    write_now(actor=boss, run=one)
    write_now(actor=other.created_by, run=other)
    assert Organisation.objects.count() == 2
    assert other.counts["written"] | {"created": 0} == other.counts["written"]
    undo_now(actor=boss, run=one)
    assert not Organisation.objects.exists()


def many(count: int) -> bytes:
    return csv_file(("Nom", "Ville"), *((f"Maison {n}", "Nantes") for n in range(count)))


def test_an_error_on_the_way_leaves_nothing_written(boss, monkeypatch):
    run = planned(boss, many(1200))
    real = Writer._batch

    def failing(self, rows, work, traces):
        real(self, rows, work, traces)
        if rows[0].line > 1000:
            raise RuntimeError("disk full")

    monkeypatch.setattr(Writer, "_batch", failing)
    with pytest.raises(RuntimeError):
        write_now(actor=boss, run=run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "remis comme avant" in run.message
    assert not Organisation.objects.exists()
    monkeypatch.setattr(Writer, "_batch", real)
    write_now(actor=boss, run=plan_now(actor=boss, run=run))
    assert Organisation.objects.count() == 1200


def test_an_import_whose_process_died_is_taken_back(boss, monkeypatch):
    run = planned(boss, many(700))
    ImportRun.objects.filter(pk=run.pk).update(state="writing", beat_at=timezone.now())
    batches = Writer(run, boss, lambda done: None)
    first = next(iter(batches._batches()))
    monkeypatch.setattr(Writer, "_batches", lambda self: iter([first]))
    batches.write()
    assert Organisation.objects.count() == 500
    assert recover() == []
    ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now() - timedelta(minutes=5))
    assert recover() == [run.pk]
    assert not Organisation.objects.exists()
    run.refresh_from_db()
    assert run.state == "failed"


def test_lists_grow_only_when_asked(boss):
    rows = csv_file(("Nom", "Type de structure"), ("Ateliers", "Ressourcerie"))
    assert fates(planned(boss, rows)) == {2: "error"}
    run = planned(boss, rows)
    run.mapping["columns"][1]["create"] = True
    run.save()
    plan_now(actor=boss, run=run)
    write_now(actor=boss, run=run)
    assert [kind.name for kind in Organisation.objects.get().kinds.all()] == ["Ressourcerie"]
    undo_now(actor=boss, run=run)
    assert "Ressourcerie" not in Organisation.kinds.rel.model.objects.values_list("name", flat=True)


def test_the_number_of_queries_does_not_grow_with_the_rows(boss, django_assert_max_num_queries):
    run = planned(boss, many(20))
    with django_assert_max_num_queries(80):
        write_now(actor=boss, run=run)
    run = planned(boss, csv_file(("Nom", "Ville"), *((f"Autre {n}", "Nantes") for n in range(400))))
    with django_assert_max_num_queries(80):
        write_now(actor=boss, run=run)
