"""What the search for duplicates keeps of a person: pairs compared, and records merged into it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import Erasing, PersonalPart, Section, parts

from .models import DuplicatePair, Merge


def pairs_of(person: Person) -> QuerySet[DuplicatePair]:
    return DuplicatePair.objects.filter(Q(low_id=person.pk) | Q(high_id=person.pk), record_type="people")


def merges_of(person: Person) -> QuerySet[Merge]:
    return Merge.objects.filter(Q(kept_id=person.pk) | Q(removed_id=person.pk), record_type="people")


def export(person: Person) -> Iterable[Section]:
    rows = [{_("Le"): merge.made_at.isoformat(), _("Fiche réunie à la vôtre"): merge.removed_label}
            for merge in merges_of(person).filter(undone_at=None)]  # fmt: skip
    yield Section(_("Fiches fusionnées"), rows)
    compared = [{_("Comparée le"): pair.found_at.isoformat(), _("Avec"): _("une autre fiche"),
                 _("État"): str(pair.get_status_display())} for pair in pairs_of(person)]  # fmt: skip
    yield Section(_("Comparaisons avec d’autres fiches"), compared)


def erase(erasing: Erasing) -> int:
    """What a merge kept in order to be undone goes; it can no longer be undone."""
    pairs, merges = list(pairs_of(erasing.person)), list(merges_of(erasing.person))
    erasing.forget([*pairs, *merges])
    return pairs_of(erasing.person).delete()[0] + merges_of(erasing.person).delete()[0]


parts.declare(
    PersonalPart(
        "duplicates", gettext_lazy("Doublons et fusions"), ("duplicates.DuplicatePair", "duplicates.Merge"),
        export, erase, order=230,
    )
)  # fmt: skip
