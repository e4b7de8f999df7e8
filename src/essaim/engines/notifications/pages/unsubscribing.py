"""The link at the foot of each mail: no more of this kind, without signing in (RFC 8058 for mail programs)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from essaim.engines.notifications.actions import do_choose_one
from essaim.engines.notifications.actions.choosing import ALL, label_of
from essaim.engines.notifications.choices import default_of
from essaim.engines.notifications.declarations import Rhythm, digest_blocks, kinds
from essaim.engines.notifications.links import behind
from essaim.kit.access import public

WHY = "Le lien de désinscription d’un courriel s’ouvre sans compte ; il est signé et ne montre que le nom du choix."


@csrf_exempt
@public(WHY)
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    found = behind(signed)
    label = _("les résumés") if found and found[1] == ALL else label_of(found[1]) if found else None
    if found is None or label is None:
        return render(request, "notifications/unsubscribe.html", {"state": "unknown"}, status=404)
    user, code = found
    state = "asked"
    if request.method == "POST":
        again = request.POST.get("reprendre") == "1" and code != ALL
        do_choose_one(actor=user, code=code, mail=_default(code) if again else Rhythm.NEVER.value)
        state = "again" if again else "stopped"
    context = {"state": state, "label": label, "may_resume": code != ALL}
    return render(request, "notifications/unsubscribe.html", context)


def _default(code: str) -> str:
    """What comes back when somebody thinks better of it: the usual rhythm, else the weekly digest."""
    found = kinds.get(code) if code in kinds else next(block for block in digest_blocks if block.code == code)
    usual = default_of(found).mail
    return usual if usual != Rhythm.NEVER else Rhythm.WEEKLY.value
