"""Which charters stand, and which of them somebody has yet to accept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import F, Max, Q, QuerySet

from .models import CharterAcceptance, CharterVersion, Network, User
from .queries import installation_for, network_ids
from .texts import Article, changed_articles


@dataclass(frozen=True)
class Pending:
    """A version to accept, and the last one of the same charter this user accepted, if any."""

    version: CharterVersion
    accepted: CharterVersion | None

    def articles(self) -> list[Article]:
        return changed_articles(self.accepted.body, self.version.body) if self.accepted else []


def published() -> QuerySet[CharterVersion]:
    return CharterVersion.objects.filter(published_at__isnull=False).select_related("network", "published_by")


def current_versions() -> QuerySet[CharterVersion]:
    """The newest published version of each charter, the common one first."""
    newest = published().values("network").annotate(last=Max("number")).values_list("network", "last")
    condition = Q(pk__in=[])
    for network, number in newest:
        condition |= Q(network=network, number=number)
    return published().filter(condition).order_by(F("network__order").asc(nulls_first=True), "network__name")


def versions_for(user: Any) -> list[CharterVersion]:
    """The versions now in force for `user`."""
    mine = network_ids(user)
    return [
        version for version in current_versions() if version.network_id is None or version.network_id in mine
    ]


def pending_for(user: Any) -> list[Pending]:
    accepted = {
        acceptance.version_id: acceptance.version
        for acceptance in CharterAcceptance.objects.filter(user=user).select_related("version")
    }
    found = []
    for version in versions_for(user):
        if version.pk not in accepted:
            former = [other for other in accepted.values() if other.network_id == version.network_id]
            found.append(Pending(version, max(former, key=lambda other: other.number, default=None)))
    return found


def charter_awaits(user: Any) -> bool:
    """Has `user` a charter to accept? Asked at each call of the API: a "no" is remembered a while."""
    stamp = installation_for(user).charter_stamp
    if not stamp:
        return False
    key = f"charter:{connection.settings_dict['NAME']}:{user.pk}:{stamp}"
    if caches["local"].get(key):
        return False
    if pending_for(user):
        return True
    caches["local"].set(key, True, 300)
    return False


def draft_of(network: Network | None) -> CharterVersion | None:
    return CharterVersion.objects.filter(network=network, published_at__isnull=True).first()


def all_versions() -> QuerySet[CharterVersion]:
    return CharterVersion.objects.select_related("network", "published_by").order_by(
        F("network__order").asc(nulls_first=True), "network__name", "-number"
    )


def version_by_pk(pk: int) -> CharterVersion | None:
    return CharterVersion.objects.select_related("network", "published_by").filter(pk=pk).first()


def previous(version: CharterVersion) -> CharterVersion | None:
    return published().filter(network=version.network, number__lt=version.number).order_by("-number").first()


def concerned(version: CharterVersion) -> QuerySet[User]:
    """The active users whom a version binds."""
    active = User.objects.filter(is_active=True)
    return active.filter(networks=version.network) if version.network_id else active


def awaited(version: CharterVersion) -> QuerySet[User]:
    """The active users who have not accepted it yet."""
    return concerned(version).exclude(charter_acceptances__version=version)


def acceptances(version: CharterVersion) -> QuerySet[CharterAcceptance]:
    return CharterAcceptance.objects.filter(version=version).select_related("user")


def register() -> Iterator[tuple[str, ...]]:
    """The proofs, oldest first, as rows of text for a file; the first row holds the headings."""
    from django.utils.translation import gettext as _

    yield (
        _("Charte"), _("Version"), _("Empreinte SHA-256 du texte"), _("Adresse électronique"),
        _("Nom"), _("Acceptée le (UTC)"), _("Depuis l’adresse"),
    )  # fmt: skip
    rows = CharterAcceptance.objects.select_related("user", "version").order_by("accepted_at", "pk")
    for row in rows.iterator(chunk_size=500):
        yield (
            row.version.title,
            str(row.version.number),
            row.sha256,
            row.user.email,
            row.user.get_full_name(),
            row.accepted_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            row.address or "",
        )
