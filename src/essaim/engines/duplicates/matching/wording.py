"""The evidence of a pair in plain French."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .compare import Level
from .scan import Evidence, Pair

LABELS = {
    "given": gettext_lazy("prénom"),
    "family": gettext_lazy("nom"),
    "birth": gettext_lazy("date de naissance"),
    "number": gettext_lazy("numéro dans la rue"),
    "street": gettext_lazy("adresse"),
    "street2": gettext_lazy("complément d’adresse"),
    "city": gettext_lazy("ville"),
    "postcode": gettext_lazy("code postal"),
    "region": gettext_lazy("région"),
    "email": gettext_lazy("adresse électronique"),
    "phone": gettext_lazy("téléphone"),
    "identifier": gettext_lazy("identifiant"),
}
_LEVELS = {
    Level.DIFFERENT: gettext_lazy("%(field)s : différent"),
    Level.CLOSE: gettext_lazy("%(field)s : proche"),
    Level.TYPO: gettext_lazy("%(field)s : à une faute de frappe près"),
    Level.SAME: gettext_lazy("%(field)s : identique"),
    Level.SWAPPED: gettext_lazy("%(field)s : identique, mais dans une autre case"),
}
_VETOES = {
    "generation": gettext_lazy("Une génération les sépare : peut-être un parent et son enfant."),
    "birth": gettext_lazy("Les dates de naissance se contredisent : peut-être des parents ou des homonymes."),
    "identifier": gettext_lazy("Les identifiants se contredisent."),
    "given": gettext_lazy("Les prénoms diffèrent : peut-être des frères et sœurs, ou des jumeaux."),
}


def sentence(item: Evidence) -> str:
    """One field's evidence, rare or common when the value is identical."""
    text = str(_LEVELS[item.level]) % {"field": LABELS[item.field]}
    if item.level == Level.SAME and item.bits >= 10:
        return _("%s (valeur rare)") % text
    if item.level == Level.SAME and item.bits < 2:
        return _("%s (valeur courante)") % text
    return text


def sentences(pair: Pair) -> list[str]:
    """The evidence of a pair, strongest first, then what forbids merging without looking."""
    ordered = sorted(pair.evidence, key=lambda item: -abs(item.bits))
    lines = [sentence(item) for item in ordered]
    if pair.veto:
        lines.append(str(_VETOES[pair.veto]))
    if pair.through is not None:
        lines.append(_("Chacune des deux fiches ressemble à la fiche %s.") % pair.through.key)
    return lines
