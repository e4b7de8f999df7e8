"""A sitting that keeps nothing, to try a form before it is published."""

from __future__ import annotations

from django.http import HttpRequest

from .actions.answering import Sitting
from .answer_page import language_of
from .models import Form, Response, Version, Voice


def preview_sitting(form: Form, version: Version, request: HttpRequest) -> Sitting:
    """`?voix=` chooses the party of a grid whose page is shown."""
    sitting = Sitting(form, version, language=language_of(request, form), preview=True)
    party = request.GET.get("voix", "")
    if sitting.definition.parties:
        known = sitting.definition.party(party) or sitting.definition.parties[0]
        response = Response(form=form, version=version)
        sitting.voice = Voice(response=response, party=known.key, turn=known.turn, nonce="")
    return sitting
