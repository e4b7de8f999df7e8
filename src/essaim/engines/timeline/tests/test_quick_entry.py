"""One line of French is read as people meant it."""

from __future__ import annotations

from datetime import date, datetime, time
from types import SimpleNamespace

import pytest
from django.utils import timezone
from freezegun import freeze_time

from essaim.engines.timeline.quick_entry import understand

SANDRINE = SimpleNamespace(first_name="Sandrine", last_name="Moreau", email="s.moreau@example.org", pk=1)
CHEIKH = SimpleNamespace(first_name="Cheikh", last_name="Gueye", email="cheikh@example.org", pk=2)
SANDRA = SimpleNamespace(first_name="Sandra", last_name="Petit", email="sandra@example.org", pk=3)
NOW = "2026-11-18 10:00:00+01:00"  # a Wednesday


@pytest.fixture(autouse=True)
def _now():
    with freeze_time(NOW):
        yield


def read(text, **options):
    return understand(text, people=[SANDRINE, CHEIKH, SANDRA], **options)


@pytest.mark.parametrize(
    ("text", "kind", "due", "at", "subject"),
    [
        (
            "tel 30min demain 14h rappeler pour le devis",
            "call",
            date(2026, 11, 19),
            time(14),
            "Rappeler pour le devis",
        ),
        ("rappeler demain", "note", date(2026, 11, 19), None, "Rappeler"),
        (
            "relancer lundi pour la convention",
            "note",
            date(2026, 11, 23),
            None,
            "Relancer pour la convention",
        ),
        (
            "rdv jeudi 9h30 bilan de mi-parcours",
            "meeting",
            date(2026, 11, 19),
            time(9, 30),
            "Bilan de mi-parcours",
        ),
        ("envoyer le dossier avant le 15", "note", date(2026, 12, 15), None, "Envoyer le dossier"),
        ("envoyer le contrat le 12 décembre", "note", date(2026, 12, 12), None, "Envoyer le contrat"),
        ("visite du chantier le 3/12 à 14h", "visit", date(2026, 12, 3), time(14), "Visite du chantier"),
        ("préparer le comité dans 2 semaines", "note", date(2026, 12, 2), None, "Préparer le comité"),
        ("préparer le comité dans trois jours", "note", date(2026, 11, 21), None, "Préparer le comité"),
        ("appeler l’employeur après-demain", "call", date(2026, 11, 20), None, "Appeler l’employeur"),
        ("à faire : vérifier l’attestation", "note", None, None, "Vérifier l’attestation"),
        (
            "penser à commander les panneaux fin de semaine",
            "note",
            date(2026, 11, 20),
            None,
            "Commander les panneaux",
        ),
        ("inviter à l’AG fin du mois", "note", date(2026, 11, 30), None, "Inviter à l’AG"),
        (
            "réunion la semaine prochaine avec le bureau",
            "meeting",
            date(2026, 11, 23),
            None,
            "Réunion avec le bureau",
        ),
        ("entretien mardi prochain de 10h à 11h30", "meeting", date(2026, 11, 24), time(10), "Rendez-vous"),
        ("mail vendredi 27 novembre convocation", "mail", date(2026, 11, 27), None, "Convocation"),
        ("finir le rapport le mois prochain", "note", date(2026, 12, 1), None, "Finir le rapport"),
        ("rappeler lundi en huit", "note", date(2026, 11, 30), None, "Rappeler"),
        (
            "déjeuner avec le directeur vendredi midi",
            "note",
            date(2026, 11, 20),
            time(12),
            "Déjeuner avec le directeur",
        ),
        (
            "rendez-vous demain matin 9h avec Awa",
            "meeting",
            date(2026, 11, 19),
            time(9),
            "Rendez-vous avec Awa",
        ),
        ("rappeler après le 10 janvier", "note", date(2027, 1, 10), None, "Rappeler"),
        (
            "Relancer Paul pour la facture du 12/03/2026",
            "note",
            date(2026, 3, 12),
            None,
            "Relancer Paul pour la facture du",
        ),
        ("relance 05/01", "note", date(2026, 1, 5).replace(year=2027), None, "Relance"),
    ],
)
def test_what_is_to_do_becomes_a_task(text, kind, due, at, subject):
    found = read(text)
    assert found.is_task
    assert (found.kind, found.due_date, found.due_time, found.subject) == (kind, due, at, subject)


@pytest.mark.parametrize(
    ("text", "kind", "day", "subject"),
    [
        (
            "tel elle cherche un stage en soudure",
            "call",
            date(2026, 11, 18),
            "Elle cherche un stage en soudure",
        ),
        ("Tél : pas de réponse", "call", date(2026, 11, 18), "Pas de réponse"),
        ("hier mail reçu, demande de devis", "mail", date(2026, 11, 17), "Reçu, demande de devis"),
        ("vu lundi, très motivé", "meeting", date(2026, 11, 16), "Vu, très motivé"),
        ("rdv hier 14h point sur le projet", "meeting", date(2026, 11, 17), "Point sur le projet"),
        ("visite il y a 3 jours, chantier propre", "visit", date(2026, 11, 15), "Chantier propre"),
        ("note : elle a changé de numéro", "note", date(2026, 11, 18), "Elle a changé de numéro"),
        ("courrier 12/10 convention signée", "letter", date(2026, 10, 12), "Convention signée"),
        ("sms confirme sa venue", "sms", date(2026, 11, 18), "Confirme sa venue"),
        ("appelé mardi dernier, rappellera", "call", date(2026, 11, 17), "Appelé, rappellera"),
        ("tel 1h30 bilan", "call", date(2026, 11, 18), "Bilan"),
        ("réunion d’équipe très utile", "meeting", date(2026, 11, 18), "Réunion d’équipe très utile"),
        ("elle préfère les matins", "note", date(2026, 11, 18), "Elle préfère les matins"),
    ],
)
def test_what_happened_becomes_an_exchange(text, kind, day, subject):
    found = read(text)
    assert not found.is_task
    assert (found.kind, timezone.localtime(found.at).date(), found.subject) == (kind, day, subject)


def test_an_exchange_without_a_date_happens_now():
    assert read("tel tout va bien").at == timezone.make_aware(datetime(2026, 11, 18, 10))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("tel 30min bilan", 30),
        ("tel 45 mn", 45),
        ("rdv pendant 1h30", 90),
        ("réunion hier de 9h à 10h30", 90),
        ("tel 1h30 bilan", 90),
        ("tel", None),
    ],
)
def test_durations_are_in_minutes(text, minutes):
    assert read(text).minutes == minutes


def test_an_at_sign_gives_the_task_to_somebody():
    found = read("@cheikh préparer la salle vendredi")
    assert found.assigned_to is CHEIKH
    assert (found.is_task, found.subject) == (True, "Préparer la salle")


def test_an_at_sign_may_bear_first_and_last_name():
    assert read("@sandrine.moreau relancer").assigned_to is SANDRINE


def test_a_name_that_fits_several_is_a_doubt():
    found = read("@sand relancer")
    assert found.assigned_to is None
    assert "Plusieurs personnes" in found.doubts[0]


def test_a_name_nobody_bears_is_a_doubt():
    assert "Personne ne s’appelle" in read("@bruno relancer").doubts[0]


def test_an_address_is_not_a_name():
    assert read("mail écrit à paul@example.org").doubts == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("tel injoignable", "no_answer"),
        ("tel laissé un message", "message"),
        ("mail refus poli", "refused"),
        ("tel ok", ""),
    ],
)
def test_outcomes_are_read_and_kept_in_the_subject(text, outcome):
    assert read(text).outcome == outcome


def test_urgent_raises_the_priority():
    found = read("urgent rappeler la mairie")
    assert (found.priority, found.subject) == ("1", "Rappeler la mairie")


def test_received_mail_comes_from_outside():
    assert read("mail reçu hier").direction == "in"


def test_the_writer_has_the_last_word():
    assert not read("rappeler demain", as_task=False).is_task
    assert read("tel tout va bien", as_task=True).is_task


@pytest.mark.parametrize("text", ["", "   ", "@", "25/25", "99h99", "le 45", "-", "12", "0min"])
def test_odd_lines_are_read_without_failing(text):
    assert read(text) is not None
