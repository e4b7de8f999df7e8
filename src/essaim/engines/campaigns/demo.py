"""Messages of the demo world: a campaign that left, one being written, letters, a reminder, a newsletter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

TOPICS = (
    ("Événements", "Portes ouvertes, journées d’échange, formations"),
    ("Vie du réseau", "Ce que font les uns et les autres"),
    ("Emploi", "Offres d’emploi et de stage"),
)
INVITATION = """{{ Formule d’appel }},

Nous serions heureux de vous accueillir à notre **journée portes ouvertes**, jeudi en huit à partir de 9 h.

{{ si Ville }}
Vous venez de {{ Ville }} ? Répondez à ce message : nous organisons un covoiturage.
{{ fin }}

- visite des ateliers
- rencontre avec les équipes
- déjeuner partagé

À très bientôt,

{{ Expéditeur }}"""
REMINDER = "Bonjour {{ Prénom }}, petit rappel : votre rendez-vous est demain. À bientôt !"
RENEWAL = """{{ Formule d’appel }},

Votre adhésion arrive à son terme. Pour la renouveler, il suffit de nous retourner le bulletin joint.

Nous vous remercions de votre confiance.

{{ Expéditeur }}"""
BIRTHDAY = "Bonjour {{ Prénom }},\n\nToute l’équipe vous souhaite un très bon anniversaire."
INTRO = 'Bonjour {{ Prénom | "à vous" }},\n\nVoici ce qui est nouveau dans le réseau cette semaine. Bonne lecture !'


def build(world: World) -> None:
    from .models import MessageTemplate, Topic

    host, networks = world.users.get("animatrice"), list(world.networks.values())
    if host is None or not networks:
        return
    topics = [
        Topic.objects.create(name=name, description=text, order=10 * rank)
        for rank, (name, text) in enumerate(TOPICS)
    ]
    for name, channel, purpose, subject, body in (
        ("Invitation à une journée", "email", "news", "Venez nous voir, {{ Prénom }}", INVITATION),
        ("Rappel de rendez-vous", "sms", "service", "", REMINDER),
        ("Renouvellement d’adhésion", "letter", "service", "Votre adhésion", RENEWAL),
    ):
        MessageTemplate.objects.create(
            name=name,
            channel=channel,
            purpose=purpose,
            subject=subject,
            body=body,
            created_by=host,
            changed_by=host,
        )
    people = _readers(host)
    _left(world, host, topics[0], people)
    _waiting(host, topics)
    _letter(world, host, topics[1])


def _readers(host: Any) -> list[Any]:
    """The people the host may see; two in three agreed to news, the accounts among them."""
    from essaim.engines.directory.api import Consent, Person

    people = list(Person.objects.for_user(host).exclude(email="").order_by("pk")[:240])
    known = set(Consent.objects.filter(channel="email", purpose="news").values_list("person", flat=True))
    agreed = [
        person
        for rank, person in enumerate(people)
        if person.pk not in known and (rank % 3 or person.user_id)
    ]
    Consent.objects.bulk_create(
        Consent(
            person=person,
            channel="email",
            purpose="news",
            given=True,
            source="form",
            proof="Bulletin d’adhésion",
        )
        for person in agreed
    )
    return people


def _campaign(host: Any, name: str, **values: Any) -> Any:
    from .factories import CampaignFactory

    made: Any = CampaignFactory(name=name, owner=host, created_by=host, changed_by=host, **values)
    made.networks.set(host.networks.all())
    return made


def _left(world: World, host: Any, topic: Any, people: list[Any]) -> None:
    """It left last week: most arrived, two came back, some answered."""
    from .choices import Fate, State
    from .models import Message, Suppression
    from .preparing import prepare

    made = _campaign(
        host, "Portes ouvertes", subject="Venez nous voir, {{ Prénom }}", body=INVITATION, topic=topic,
        preheader="Une journée pour visiter les ateliers",
    )  # fmt: skip
    prepare(made)
    moment = world.moment(-7, 9)
    made.messages.filter(fate=Fate.WAITING).update(
        fate=Fate.SENT, sent_at=moment, noted_at=moment, answer="250 OK"
    )
    keys = list(made.messages.filter(fate=Fate.SENT).values_list("pk", flat=True))
    for pk in keys[3:5]:
        Message.objects.filter(pk=pk).update(fate=Fate.BOUNCED, answer="550 5.1.1 Utilisateur inconnu")
        address = Message.objects.get(pk=pk).address.lower()
        Suppression.objects.get_or_create(
            channel="email",
            address=address,
            defaults={"reason": "bounce", "detail": "550 5.1.1 Utilisateur inconnu"},
        )
    Message.objects.filter(pk__in=keys[6:15]).update(answered_at=moment + timedelta(days=1))
    made.state, made.started_at, made.finished_at = State.DONE, moment, moment + timedelta(minutes=4)
    made.save()


def _waiting(host: Any, topics: list[Any]) -> None:
    """A draft, letters ready to be written, a message that will leave by itself."""
    from .choices import Kind

    _campaign(host, "Offre de stage au chantier", subject="Un stage près de {{ Ville }}", topic=topics[2],
              body="Bonjour {{ Prénom }},\n\nUne structure du réseau cherche un ou une stagiaire.")  # fmt: skip
    _campaign(
        host, "Renouvellement des adhésions", channel="letter", purpose="service", subject="Votre adhésion",
        body=RENEWAL, segment={"type": "organisations"},
    )  # fmt: skip
    _campaign(
        host, "Bon anniversaire", kind=Kind.AUTOMATIC.value, subject="Bon anniversaire, {{ Prénom }} !", body=BIRTHDAY,
        date_field="birth_date", yearly=True, at_hour=9,
    )  # fmt: skip


def _letter(world: World, host: Any, topic: Any) -> None:
    """One issue that left last week, one to be read again before Tuesday."""
    from .choices import Fate, State
    from .factories import NewsletterFactory
    from .news.drafting import make_issue
    from .news.issuing import IssueComposer
    from .preparing import prepare

    network = host.networks.order_by("order", "name").first()
    letter: Any = NewsletterFactory(
        name="La lettre du réseau", description="Chaque semaine, ce qui est nouveau pour vous", intro=INTRO,
        topic=topic, network=network, owner=host, created_by=host, changed_by=host,
        sources=["events", "documents", "organisations"],
    )  # fmt: skip
    letter.networks.set(host.networks.all())
    issue = make_issue(letter, host)
    issue.items = [
        {"source": "", "key": "", "heading": "", "url": "", "kept": True, "title": "Le mot de l’équipe",
         "excerpt": "Merci à toutes les structures qui ont ouvert leurs portes."},
        *issue.items[:6],
    ]  # fmt: skip
    issue.save()
    prepare(issue, composer=IssueComposer(issue, host))
    moment = world.moment(-6, 9)
    issue.messages.filter(fate=Fate.WAITING).update(fate=Fate.SENT, sent_at=moment, noted_at=moment)
    issue.state, issue.started_at, issue.finished_at = State.DONE, moment, moment + timedelta(minutes=2)
    issue.save()
    make_issue(letter, host, letter.next_sending())


demo_parts.declare(DemoPart("campaigns", build, order=700))
