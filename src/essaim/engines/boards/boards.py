"""Ready boards about what the lower engines hold: the directory and its follow-up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from .declarations import ReadyBoard, declare
from .widgets import Shared, Widget

COUNT = [{"measure": "count"}]
YEAR = {"last": 12, "unit": "month"}


def _query(type_name: str, *group: str, **parts: Any) -> dict[str, Any]:
    return {"type": type_name, "group": list(group), "measures": parts.pop("measures", COUNT), **parts}


def _share(type_name: str, condition: dict[str, Any]) -> dict[str, Any]:
    return _query(type_name, measures=[{"measure": "ratio", "where": condition}])


def _leaf(field: str, op: str, value: Any = None) -> dict[str, Any]:
    leaf = {"field": field, "op": op}
    return leaf if value is None else {**leaf, "value": value}


OPEN = {"all": [_leaf("status", "in", ["open"])]}
REACHABLE = {"any": [_leaf("email", "not_empty"), _leaf("mobile", "not_empty"), _leaf("phone", "not_empty")]}

declare(
    ReadyBoard(
        name="annuaire",
        title=_("L’annuaire en chiffres"),
        description=_("Combien de personnes et d’organismes, où, et comment on peut les joindre."),
        group=_("Annuaire"),
        icon="address-book",
        shared=Shared(fields=("networks", "territory")),
        order=10,
        widgets=(
            Widget("figure", _("Personnes"), _query("people"), {"dated": "-"}),
            Widget("figure", _("Nouvelles personnes ce mois-ci"), _query("people"),
                   {"period": {"this": "month"}, "compare": "previous"}),
            Widget("figure", _("Organismes"), _query("organisations"), {"dated": "-"}),
            Widget("figure", _("Nouveaux organismes ce mois-ci"), _query("organisations"),
                   {"period": {"this": "month"}, "compare": "previous"}),
            Widget("map", _("Personnes par département"), _query("people", "department"), {"most": 200}, 6, 3),
            Widget("bar", _("Personnes par ville"), _query("people", "city"), {"most": 12}, 6, 3),
            Widget("line", _("Fiches créées"), _query("people", "created_at:month"), {}, 6, 2),
            Widget("pie", _("Personnes par réseau"), _query("people", "networks"), {"most": 7}, 6, 2),
            Widget("gauge", _("Personnes qu’on peut joindre"), _share("people", REACHABLE), {"target": 100}, 4, 2),
            Widget("bar", _("Organismes par type"), _query("organisations", "kinds"), {"most": 10}, 8, 2),
        ),
    )
)  # fmt: skip

declare(
    ReadyBoard(
        name="suivi",
        title=_("Le suivi"),
        description=_("Les échanges : combien, comment, avec quel résultat, et ce qui reste à faire."),
        group=_("Suivi"),
        icon="messages",
        shared=Shared(period=YEAR, fields=("author", "kind", "networks")),
        order=20,
        widgets=(
            Widget("figure", _("Échanges"), _query("interactions"), {"compare": "previous"}),
            Widget("figure", _("Personnes contactées"),
                   _query("interactions", measures=[{"measure": "distinct", "field": "person"}]),
                   {"compare": "previous"}),
            Widget("figure", _("Durée médiane"),
                   _query("interactions", measures=[{"measure": "median", "field": "minutes"}]), {"better": "none"}),
            Widget("figure", _("Tâches à faire"), _query("tasks", filter=OPEN), {"dated": "-", "better": "down"}),
            Widget("stacked", _("Échanges par mois et par type"), _query("interactions", "at:month", "kind"), {}, 8, 2),
            Widget("pie", _("Échanges par type"), _query("interactions", "kind"), {"most": 7}, 4, 2),
            Widget("calendar", _("Échanges jour par jour"), _query("interactions", "at:day"), {}, 12, 2),
            Widget("bar", _("Résultat des échanges"), _query("interactions", "outcome"), {}, 4, 2),
            Widget("bar", _("Qui échange"), _query("interactions", "author"), {"most": 10}, 4, 2),
            Widget("table", _("Organismes les plus suivis"), _query("interactions", "organisation"),
                   {"most": 15}, 4, 2),
            Widget("area", _("Temps passé, par semaine"),
                   _query("interactions", "at:week", measures=[{"measure": "sum", "field": "minutes"}]), {}, 6, 2),
            Widget("gauge", _("Échanges aboutis"),
                   _share("interactions", _leaf("outcome", "in", ["reached"])), {"target": 100}, 3, 2),
            Widget("figure", _("Délai pour finir une tâche"), _query("tasks", measures=[
                {"measure": "interval", "since": "due_date", "field": "done_at"}]), {"better": "down"}, 3, 2),
        ),
    )
)  # fmt: skip
