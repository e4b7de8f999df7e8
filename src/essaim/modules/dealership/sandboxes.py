"""The school database, as a template that sandboxes are copies of."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.sandbox.api import Fault, Template, templates

ACCOUNT = "alex.vasseur@trois-ponts.example"
ROLES = ("chef-des-ventes", "charge-relation-client", "conseiller-service")


def build(today: date) -> None:
    from .school.generator import generate
    from .school.loading import Loader
    from .school.staffing import make_house

    networks, users = make_house(ACCOUNT, ROLES)
    Loader(generate(today), networks, users.get, timezone.now()).load()


def freshen(since: date, today: date) -> None:
    """Leads stay within the three weeks before today; what is planned stays ahead."""
    from django.db.models import F

    from .models import Lead, Opportunity

    gap = timedelta(days=(today - since).days)
    Lead.objects.update(issued_at=F("issued_at") + gap)
    Opportunity.objects.filter(closed_on=None, expected_on__isnull=False).update(
        expected_on=F("expected_on") + gap
    )


def answers(today: date) -> list[Fault]:
    """The list of planted anomalies, by customer number or registration, as they stand in a new copy."""
    from .school.generator import generate

    school = generate(today)
    found = []
    for anomaly in school.anomalies:
        places = [f"C{number:06d} {school.sheets[number - 1].name}" for number in anomaly.sheets]
        places += [
            f"{school.cars[rank].make} {school.cars[rank].model} {school.cars[rank].registration}"
            for rank in anomaly.cars
        ]
        found.append(Fault(anomaly.label, " ; ".join(places), anomaly.found, anomaly.remedy))
    return found


templates.declare(
    Template(
        code="concession-ecole",
        label=_("Base de données école : concession automobile"),
        description=_(
            "Un groupe de trois concessions, 650 fiches de clients et de prospects, leurs véhicules et leurs factures,"
            " 120 leads des trois dernières semaines, et des anomalies à trouver. Les dates sont"
            " toujours celles du jour."
        ),
        account=ACCOUNT,
        build=build,
        freshen=freshen,
        answers=answers,
    )
)
