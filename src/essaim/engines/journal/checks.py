"""What `essaim check` says of the journal."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.kit.checks import Finding, OperatorCheck, operator_checks

from .chain import Fault, verify

ADVICE = gettext_lazy(
    "Quelqu’un a écrit dans la base sans passer par Essaim, ou la base a été restaurée par morceaux. "
    "Comparez avec une sauvegarde, et conservez cette base telle quelle si vous soupçonnez une malveillance."
)


def check_chain() -> Iterator[Finding]:
    verdict = verify()
    if verdict.broken is None:
        yield Finding("ok", _("Le journal est intact : %d lignes vérifiées.") % verdict.checked)
        return
    yield Finding("error", wording(verdict.broken), ADVICE)


def wording(fault: Fault) -> str:
    """The fault in an operator's words, its line named."""
    sentences = {
        "missing": _("Journal : la ligne n° %(sequence)d manque. Elle a été supprimée."),
        "altered": _("Journal : la ligne n° %(sequence)d a été modifiée après coup (%(what)s)."),
        "content": _("Journal : le contenu de la ligne n° %(sequence)d a été modifié après coup (%(what)s)."),
        "erased": _(
            "Journal : la ligne n° %(sequence)d, effacée dans les règles, a été modifiée depuis (%(what)s)."
        ),
        "end": _("Journal : la fin manque, à partir de la ligne n° %(sequence)d."),
    }
    entry = fault.entry
    what = ""
    if entry is not None:
        what = f"{entry.at:%d/%m/%Y %H:%M}, {entry.kind}, {entry.model} {entry.object_id}"
    return sentences[fault.reason] % {"sequence": fault.sequence, "what": what}


operator_checks.declare(OperatorCheck("journal", gettext_lazy("Journal"), check_chain))
