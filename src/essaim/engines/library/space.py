"""How much room documents take, and how much they may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import Network

from .models import Quota, Version
from .sniffing import Refusal

MEGA = 10**6


@dataclass(frozen=True)
class Room:
    """`network` None: the whole platform; `quota` None: no limit. In bytes."""

    network: Any
    used: int
    quota: int | None

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.used / self.quota)) if self.quota else 0

    @property
    def megabytes(self) -> str:
        return "" if self.quota is None else str(self.quota // MEGA)

    @property
    def full(self) -> bool:
        return self.quota is not None and self.used >= self.quota


def used_by(network_id: int | None = None) -> int:
    versions = Version.objects.all()
    if network_id is not None:
        versions = versions.filter(document__networks=network_id)
    return int(versions.aggregate(total=Sum("size"))["total"] or 0)


def quota_of(network_id: int | None) -> int | None:
    megabytes = Quota.objects.filter(network=network_id).values_list("megabytes", flat=True).first()
    return None if megabytes is None else megabytes * MEGA


def rooms() -> list[Room]:
    """The platform's, then each network's, in three queries."""
    quotas: dict[int | None, int] = {
        network: megabytes * MEGA for network, megabytes in Quota.objects.values_list("network", "megabytes")
    }
    sums = dict(
        Version.objects.filter(document__networks__isnull=False)
        .values_list("document__networks").annotate(total=Sum("size")).order_by()
    )  # fmt: skip
    found = [Room(None, used_by(), quotas.get(None))]
    found += [Room(item, int(sums.get(item.pk) or 0), quotas.get(item.pk)) for item in Network.objects.all()]
    return found


def refuse_beyond(size: int, networks: Any = ()) -> None:
    """Raises `Refusal` when so many bytes more pass what the platform or one of the networks may keep."""
    for network_id in (None, *networks):
        quota = quota_of(network_id)
        if quota is None:
            continue
        used = used_by(network_id)
        if used + size > quota:
            left = max(0, quota - used) // MEGA
            if network_id is None:
                raise Refusal(
                    _("La bibliothèque est pleine : il reste %s Mo. Prévenez un administrateur.") % left
                )
            name = Network.objects.get(pk=network_id).name
            raise Refusal(
                _("La place accordée à « %(name)s » est épuisée : il reste %(left)s Mo.")
                % {"name": name, "left": left}
            )
