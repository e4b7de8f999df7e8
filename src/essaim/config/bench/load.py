"""Fills an empty installation for the bench; run as a process of its own, prints one JSON line.

python -m essaim.config.bench.load PEOPLE INTERACTIONS
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

ORGANISATIONS = 8_000


def load(people_count: int, interaction_count: int) -> dict[str, Any]:
    from django.apps import apps

    from essaim.config.bench import bulk, people
    from essaim.config.bench.agenda import colleagues, load_agenda

    model = apps.get_model
    person = model("directory.Person")
    if person.objects.exists():
        raise SystemExit("The bench fills only an empty installation.")
    started = time.perf_counter()
    territories = make_territories(model("accounts.Territory"))
    bulk.write(
        model("directory.Organisation"), people.organisations(model("directory.Organisation"), ORGANISATIONS)
    )
    bodies = list(model("directory.Organisation").objects.all())
    bulk.write(person, people.people(person, people_count, bodies, territories))
    load_affiliations(model)
    load_interactions(model, interaction_count)
    network = model("accounts.Network").objects.create(code="bench", name="Réseau du banc d’essai")
    share(person, network, people_count)
    users = make_users(network)
    agenda = load_agenda(model, people_count, network, colleagues(model, network) + own_keys(model))
    bulk.analyse()
    return {
        "people": person.objects.count(),
        "interactions": model("timeline.Interaction").objects.count(),
        "agenda": agenda,
        "load_seconds": round(time.perf_counter() - started, 1),
        **users,
    }


def own_keys(model: Any) -> list[int]:
    """Those who sign in keep an agenda too."""
    users = model("accounts.User").objects.filter(
        email__in=("bench@essaim.example", "network@essaim.example")
    )
    return list(users.values_list("pk", flat=True))


def make_territories(model: Any) -> list[int]:
    country = model.objects.filter(parent=None, code="FR").first() or model.objects.create(
        kind="country", code="FR", name="France"
    )
    found = list(model.objects.filter(kind="department").values_list("pk", flat=True)[:20])
    return found or [
        model.objects.create(
            kind="department", code=str(number), name=f"Département {number}", parent=country
        ).pk
        for number in range(40, 54)
    ]


POSITIONS = (
    "Directrice",
    "Directeur adjoint",
    "Conseillère",
    "Formateur",
    "Comptable",
    "Trésorier",
    "Bénévole",
)


def load_affiliations(model: Any) -> None:
    from essaim.config.bench import bulk

    pairs = (
        model("directory.Person")
        .objects.filter(main_organisation__isnull=False)
        .values_list("pk", "main_organisation")
    )
    rows = (
        {
            "person_id": person,
            "organisation_id": body,
            "position": POSITIONS[person % len(POSITIONS)],
            "is_main": True,
        }
        for person, body in list(pairs)
    )
    bulk.write(model("directory.Affiliation"), rows)


def load_interactions(model: Any, count: int) -> None:
    from essaim.config.bench import bulk, people

    names = dict(model("directory.Person").objects.values_list("pk", "display"))
    bulk.write(model("timeline.Interaction"), people.interactions(count, names))
    # The same draw once more: the n-th exchange has n for its key.
    bulk.write(
        model("timeline.InteractionLink"),
        (
            {"interaction_id": key, "record_type": "people", "record_id": row["person_id"], "at": row["at"]}
            for key, row in enumerate(people.interactions(count, names), 1)
        ),
    )


def share(person: Any, network: Any, people_count: int) -> None:
    """A third of the people belong to the network, so that a reach can be measured too."""
    from essaim.config.bench import bulk

    through = person.networks.through
    bulk.write(
        through, ({"person_id": key, "network_id": network.pk} for key in range(1, people_count + 1, 3))
    )


def make_user(email: str, role: Any, networks: list[Any]) -> Any:
    from django.apps import apps

    user = apps.get_model("accounts.User").objects.create_user(email, "banc-d-essai-2026", first_name="Banc")
    user.networks.set(networks)
    apps.get_model("rights.RoleHolder").objects.create(role=role, user=user)
    for version in apps.get_model("accounts.CharterVersion").objects.all():
        apps.get_model("accounts.CharterAcceptance").objects.create(user=user, version=version)
    return user


def make_users(network: Any) -> dict[str, str]:
    """Sessions of an administrator, and of somebody who sees the people of one network."""
    from django.apps import apps

    roles = apps.get_model("rights.Role").objects
    chief = roles.create(code="bench", label="Banc d’essai", is_administrator=True)
    member = roles.create(code="bench-network", label="Banc d’essai, un réseau")
    grants = apps.get_model("rights.Grant").objects
    for resource in ("people", "organisations", "interactions", "events"):
        grants.create(role=member, resource=resource, reach="network", can_view=True)
    return {
        "session": session_of(make_user("bench@essaim.example", chief, [network])),
        "network_session": session_of(make_user("network@essaim.example", member, [network])),
    }


def session_of(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(load(int(sys.argv[1]), int(sys.argv[2]))))
