"""Who sees a document: the expression its owner writes, as people read it and as the database asks it.

An expression is a list of lines: {"networks": [ids], "territories": [ids], "groups": [ids]}. Somebody is of
a line who has one of its networks, works in one of its places and is of one of its groups, an empty list
asking nothing; and sees the document who is of any line. `[{}]` is everybody, `[]` nobody but those who
answer for the document. The matrix says who sees documents at all: reaches by network, place and group all
mean *those whose audience I am of*, for the audience already names networks and places.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from django.db.models import Exists, OuterRef, Q

from essaim.engines.accounts.api import Group, Network, Territory, group_ids, network_ids, territory_ids
from essaim.engines.records.api import base_queryset, record_types
from essaim.engines.rights.api import Audience, Grant, Reach, can, rights_of, who_can_see

from .models import AttachedType, Attachment, AudienceLine, Document

Line = dict[str, list[int]]
PARTS = {"networks": Network, "territories": Territory, "groups": Group}
COLUMNS = {"networks": "network_id", "territories": "territory_id", "groups": "group_id"}
SHARED = frozenset({Reach.NETWORK.value, Reach.TERRITORY.value, Reach.GROUP.value})
MAX_LINES, MAX_ROWS = 10, 2000
RESOURCE = "documents"


class TooWide(ValueError):
    """So many networks times so many places that it cannot be kept."""


def normal(expression: Any) -> list[Line]:
    """Keys that exist, in order, without empty parts; lines that say the same told once."""
    known = {part: set(model._base_manager.values_list("pk", flat=True)) for part, model in PARTS.items()}
    lines: list[Line] = []
    for given in expression if isinstance(expression, list) else []:
        if not isinstance(given, dict):
            continue
        line: Line = {}
        for part in PARTS:
            asked = {int(key) for key in given.get(part) or () if str(key).isdecimal()}
            kept = sorted(asked & known[part])
            if asked and not kept:
                break  # what it asked for is gone: the line opens to nobody, rather than to everybody
            if kept:
                line[part] = kept
        else:
            if line not in lines:
                lines.append(line)
    return [{}] if {} in lines else lines[:MAX_LINES]


def write_lines(document: Document) -> None:
    """The rows that stand for the expression of a document."""
    rows = []
    for line in document.audience:
        choices = [line.get(part) or [None] for part in PARTS]
        rows += [dict(zip(COLUMNS.values(), found, strict=True)) for found in product(*choices)]
    if len(rows) > MAX_ROWS:
        raise TooWide
    document.lines.all().delete()
    AudienceLine.objects.bulk_create(AudienceLine(document=document, **row) for row in rows)


def places_of(user: Any) -> set[int]:
    """A user's places, what lies in them, and what they lie in: the region's people hear of the département,
    and the other way round."""
    found = set(territory_ids(user))
    codes: set[str] = set()
    for path in user.territories.values_list("path", flat=True):
        parts = path.split("/")[:-1]
        codes |= {"/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))}
    return (
        found | set(Territory.objects.filter(path__in=codes).values_list("pk", flat=True)) if codes else found
    )


def of_audience(user: Any) -> Q:
    """Documents whose audience `user` is of."""
    lines = AudienceLine.objects.filter(document=OuterRef("pk"))
    for column, keys in (
        ("network", network_ids(user)),
        ("territory", _places(user)),
        ("group", group_ids(user)),
    ):
        lines = lines.filter(Q(**{column: None}) | Q(**{f"{column}__in": sorted(keys)}))
    return Q(Exists(lines))


def _places(user: Any) -> set[int]:
    """Asked once for the life of the user object (a request)."""
    kept = user.__dict__.setdefault("_membership_cache", {})
    if "places" not in kept:
        kept["places"] = places_of(user)
    return kept["places"]


def with_records(user: Any) -> Q:
    """Documents shown with the records they are attached to, when `user` sees such a record."""
    found = Q(pk__in=[])
    for name in AttachedType.objects.values_list("name", flat=True):
        if name not in record_types or not can(user, "view", record_types.get(name).resource):
            continue
        record = base_queryset(user, record_types.get(name)).order_by().filter(pk=OuterRef("record_id"))
        rows = Attachment.objects.filter(document=OuterRef("pk"), record_type=name)
        found |= Q(Exists(rows.filter(Exists(record))))
    return Q(with_record=True) & found


def condition(user: Any, reach: str) -> Q | None:
    """What a reach shows of documents; those one answers for, or may change, are always among them."""
    if reach not in SHARED:
        return None
    found = of_audience(user) | with_records(user) | Q(owner=user.pk) | Q(created_by=user.pk)
    if reach == Reach.NETWORK and _changes(user):
        through = Document.networks.through.objects.filter(
            document=OuterRef("pk"), network__in=sorted(network_ids(user))
        )
        found |= Q(Exists(through))
    return found


def _changes(user: Any) -> bool:
    rights = rights_of(user)
    return any(Reach.NETWORK.value in rights.reaches(action, RESOURCE) for action in ("change", "delete"))


def people(obj: Any, reach: str) -> Q | None:
    """The mirror of `condition`: the users whom a reach brings to a document."""
    if reach not in SHARED:
        return None
    keys = [key for key in (obj.owner_id, obj.created_by_id) if key]
    found = Q(pk__in=keys) | audience_people(obj.audience)
    if obj.with_record:
        found |= Q(pk__in=record_people(obj))
    if reach == Reach.NETWORK:
        changing = Grant.objects.filter(resource=RESOURCE, reach=reach).filter(
            Q(can_change=True) | Q(can_delete=True)
        )
        found |= Q(
            networks__in=list(obj.networks.values_list("pk", flat=True)),
            role_holdings__role__in=list(changing.values_list("role", flat=True)),
        )
    return found


def audience_people(expression: list[Line]) -> Q:
    """The users an expression names, whatever the matrix lets them see."""
    found = Q(pk__in=[])
    for line in expression:
        one = Q(pk__isnull=False)
        if line.get("networks"):
            one &= Q(networks__in=line["networks"])
        if line.get("groups"):
            one &= Q(groups__in=line["groups"])
        if line.get("territories"):
            one &= _near(line["territories"])
        found |= one
    return found


def _near(keys: list[int]) -> Q:
    """Users who work in one of these places, inside one of them, or in what contains one."""
    found = Q(pk__in=[])
    for path in Territory.objects.filter(pk__in=keys).values_list("path", flat=True):
        parts = path.split("/")[:-1]
        above = ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
        found |= Q(territories__path__startswith=path) | Q(territories__path__in=above)
    return found


def record_people(document: Document) -> set[int]:
    """The users who see a record the document is attached to."""
    found: set[int] = set()
    for row in document.attachments.all():
        if row.record_type not in record_types:
            continue
        record_type = record_types.get(row.record_type)
        rows = record_type.model_class._base_manager.filter(pk=row.record_id, **record_type.base_filter)
        record = rows.first()
        if record is not None:
            seers = who_can_see(record, resource=record_type.resource, guard=record_type.guard)
            found |= {user.pk for seer in seers for user in seer.users}
    return found


AUDIENCE = Audience(condition, people)
