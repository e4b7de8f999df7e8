"""Events of the library, and the words of its journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import declare_kinds
from essaim.kit import events

events.declare("library.version_added", "id", "version", "actor")
declare_kinds(
    version_added=_("a reçu un fichier"),
    attached=_("a été joint"),
    detached=_("a été détaché"),
)


@events.subscribe("library.version_added")
def _read(*, id: int, version: int, actor: Any) -> None:
    from .models import Version
    from .reading.child import READABLE
    from .tasks import read_version

    if Version.objects.filter(pk=version, format__in=READABLE).exists():
        read_version.enqueue(version)
