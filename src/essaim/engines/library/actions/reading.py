"""What a reader keeps for themselves: visits, openings, favourites. Not journalled: nobody else's business."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from essaim.engines.library.models import Document, Favourite, FavouriteFolder, Opening, Visit
from essaim.engines.library.newness import baseline_of

MOST_FOLDERS = 50


def note_visit(*, actor: Any) -> None:
    """The library is being looked at: begins a visit after a pause, goes on with it otherwise."""
    now = timezone.now()
    with transaction.atomic():
        visit = Visit.objects.select_for_update().filter(user=actor).first()
        seen_until = baseline_of(actor, visit, now)
        Visit.objects.update_or_create(user=actor, defaults={"seen_until": seen_until, "last_at": now})


def note_opening(*, actor: Any, document: Document) -> None:
    Opening.objects.update_or_create(user=actor, document=document, defaults={"at": timezone.now()})


def mark_all_seen(*, actor: Any) -> None:
    now = timezone.now()
    Visit.objects.update_or_create(user=actor, defaults={"seen_until": now, "last_at": now})


def set_favourite(*, actor: Any, document: Document, on: bool) -> None:
    if on:
        Favourite.objects.get_or_create(user=actor, document=document)
    else:
        Favourite.objects.filter(user=actor, document=document).delete()


def file_favourite(*, actor: Any, document: Document, folder_id: int | None, new_name: str = "") -> Favourite:
    """Puts a favourite in a folder of the reader's own, made for it if need be; None for none."""
    folder = None
    if new_name.strip():
        folder, _made = FavouriteFolder.objects.get_or_create(user=actor, name=new_name.strip()[:80])
    elif folder_id is not None:
        folder = FavouriteFolder.objects.get(pk=folder_id, user=actor)
    made, _new = Favourite.objects.update_or_create(
        user=actor, document=document, defaults={"folder": folder}
    )
    return made


def delete_folder(*, actor: Any, pk: int) -> None:
    """The folder goes; its favourites stay, in none."""
    FavouriteFolder.objects.filter(user=actor, pk=pk).delete()
