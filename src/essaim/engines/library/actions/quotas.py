"""The room networks are given."""

from __future__ import annotations

from typing import Any

from essaim.engines.library.models import Quota
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing


def do_set_quota(*, actor: Any, network_id: int | None, megabytes: int | None) -> None:
    """`network_id` None: the whole platform; `megabytes` None: no limit."""
    require(actor, "change", "library-space")
    with writing(actor) as work:
        known = Quota.objects.select_for_update().filter(network=network_id).first()
        if megabytes is None:
            if known is not None:
                work.deleted(known)
                known.delete()
        elif known is None:
            work.created(Quota.objects.create(network_id=network_id, megabytes=megabytes))
        elif known.megabytes != megabytes:
            before = snapshot(known)
            known.megabytes = megabytes
            known.save()
            work.changed(known, before)
