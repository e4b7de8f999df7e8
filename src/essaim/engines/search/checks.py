"""What `essaim check` says of the index: a quick count, the nightly comparison being a long reading."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.kit.checks import Finding, OperatorCheck, operator_checks


def look() -> Iterator[Finding]:
    from .rebuilding import counts_differ

    wrong = counts_differ()
    if wrong:
        yield Finding(
            "error",
            _("L’index de recherche ne suit plus : %s.") % ", ".join(wrong),
            _("Lancez : essaim search rebuild"),
        )
    else:
        yield Finding("ok", _("L’index de recherche compte autant d’entrées que de fiches."))


operator_checks.declare(OperatorCheck("search", gettext_lazy("Recherche"), look))
