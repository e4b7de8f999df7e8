"""What the platform itself holds in the demonstration: a charter, views people keep and share."""

from __future__ import annotations

from typing import Any

from essaim.engines.accounts.api import accept_charters, publish_charter, save_draft
from essaim.engines.records.api import Query, do_save_view, record_types

from .people import FIRST_VISIT

CHARTER = """Essaim réunit des personnes et des organismes. Chacun n’y voit que ce dont il a besoin.

## Ce que vous y écrivez

- Écrivez des faits, avec respect : la personne concernée peut demander à lire sa fiche.
- Ne notez rien sur la santé, les opinions ou la vie privée sans nécessité.
- Signalez une erreur plutôt que de la laisser.

## Ce que vous y lisez

- Les coordonnées servent au travail commun, à rien d’autre.
- N’emportez un fichier hors d’Essaim que pour une tâche précise, et effacez-le ensuite.

## Votre compte

- Il est personnel. Ne prêtez pas votre mot de passe.
- Vos écritures sont datées et gardées dans un journal.
"""


def publish(world: Any) -> None:
    admin = world.users["admin"]
    draft = save_draft(actor=admin, network=None, title="Charte d’utilisation", body=CHARTER)
    version = publish_charter(actor=admin, draft=draft)
    for key, user in world.users.items():
        if key != FIRST_VISIT:
            accept_charters(actor=user, versions=[version.pk], address="")


def _leaf(field: str, op: str, value: Any = None) -> dict[str, Any]:
    leaf = {"field": field, "op": op}
    return leaf if value is None else {**leaf, "value": value}


def keep_views(make: Any) -> None:
    """One view a trade, shared with those it serves."""
    recent = {"all": [_leaf("at", "period", {"last": 6, "unit": "month"})]}
    silent = {"field": "interactions", "op": "no", "where": recent}
    learners = _leaf("tags", "any", [make.tag("apprenant").pk])
    members = _leaf("tags", "any", [make.tag("adhérent").pk])
    workshops = _leaf("kinds", "any", [make.kinds["aci"].pk])
    _keep(make, "pedagogique", "people", "Apprenants en cours", learners, ("name", "mobile", "city", "email"))
    _keep(make, "animatrice", "people", "Adhérents sans échange depuis 6 mois", {"all": [members, silent]})
    _keep(
        make,
        "animatrice",
        "organisations",
        "Chantiers d’insertion",
        workshops,
        ("name", "kinds", "city", "phone"),
    )
    _keep(make, "suivi", "people", "Bénéficiaires à Bordeaux", {"all": [_leaf("city", "is", "Bordeaux")]})
    late = {
        "all": [_leaf("status", "in", ["open"]), _leaf("due_date", "before", make.world.today.isoformat())]
    }
    _keep(make, "mission", "tasks", "Tâches en retard", late)


def _keep(
    make: Any, key: str, type_name: str, name: str, condition: dict, columns: tuple[str, ...] = ()
) -> None:
    tree = condition if "all" in condition else {"all": [condition]}
    do_save_view(
        actor=make.world.users[key],
        record_type=record_types.get(type_name),
        name=name,
        query=Query(type=type_name, filter=tree, columns=columns),
        sharing={"networks": [network.pk for network in make.world.users[key].networks.all()]},
    )
