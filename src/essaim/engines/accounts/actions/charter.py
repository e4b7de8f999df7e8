"""Writing, publishing and accepting charters."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.writing import snapshot, writing

from ..charters import awaited, draft_of, versions_for
from ..models import CharterAcceptance, CharterVersion, Installation, Network, User
from ..queries import installation_for
from ..texts import fingerprint


def save_draft(*, actor: User, network: Network | None, title: str, body: str) -> CharterVersion:
    """There is one draft of each charter at most; its number follows the last published one."""
    with writing(actor) as work:
        draft = draft_of(network)
        if draft is None:
            last = CharterVersion.objects.filter(network=network).aggregate(last=Max("number"))["last"] or 0
            draft = CharterVersion.objects.create(network=network, number=last + 1, title=title, body=body)
            work.created(draft)
            return draft
        before = snapshot(draft)
        draft.title, draft.body = title, body
        draft.save()
        work.changed(draft, before)
    return draft


def delete_draft(*, actor: User, draft: CharterVersion) -> None:
    if draft.published_at:
        raise ValidationError(_("Une version publiée ne se supprime pas : elle fait preuve."))
    with writing(actor) as work:
        work.deleted(draft)
        draft.delete()


def publish_charter(*, actor: User, draft: CharterVersion) -> CharterVersion:
    """From the next request on, everybody it binds is asked to accept it."""
    with writing(actor) as work:
        stored = CharterVersion.objects.select_for_update().get(pk=draft.pk)
        if stored.published_at:
            raise ValidationError(_("Cette version est déjà publiée."))
        stored.published_at, stored.published_by = timezone.now(), actor
        stored.sha256 = fingerprint(stored.title, stored.body)
        stored.save()
        work.noted(stored, "published", {"sha256": ("", stored.sha256)})
        renew_stamp()
    return stored


def accept_charters(*, actor: User, versions: list[int], address: str) -> None:
    """`versions`: the ids the user was shown. Those in force that they bear are accepted; the rest is left.

    The text's fingerprint is computed anew, so that the proof is of what stands in the base now.
    """
    with writing(actor) as work:
        for version in versions_for(actor):
            if version.pk not in versions:
                continue
            acceptance, created = CharterAcceptance.objects.get_or_create(
                user=actor,
                version=version,
                defaults={"sha256": fingerprint(version.title, version.body), "address": address or None},
            )
            if created:
                work.created(acceptance)


def renew_stamp() -> None:
    """Every session looks anew whether its user has something to accept."""
    installation = installation_for(None)
    installation.charter_stamp = secrets.token_hex(8)
    if not Installation.objects.filter(pk=installation.SINGLE).update(
        charter_stamp=installation.charter_stamp
    ):
        installation.save()


def renew_stamp_if_networks_matter() -> None:
    if CharterVersion.objects.filter(network__isnull=False, published_at__isnull=False).exists():
        renew_stamp()


def remind(*, actor: User, version: CharterVersion) -> int:
    """Writes to those who have not accepted it yet; how many."""
    from ..tasks import send_charter_reminder

    with writing(actor) as work:
        pks = list(awaited(version).values_list("pk", flat=True))
        for pk in pks:
            send_charter_reminder.enqueue(version.pk, pk)
        work.noted(version, "reminded", {"people": (0, len(pks))})
    return len(pks)
