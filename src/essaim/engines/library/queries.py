"""Reads of the library; each starts from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.http import Http404, QueryDict
from django.utils import timezone

from essaim.engines.records.api import record_types
from essaim.engines.rights.api import can, within_reach
from essaim.engines.search.api import search, sections

from .choices import Kind
from .models import Attachment, Collection, Document, Favourite, FavouriteFolder, Upload, Version
from .newness import baseline, new_to

FOUND = 100
VIEWS = ("", "nouveaux", "favoris", "miens", "a-relire", "remplaces")


def all_collections(user: Any) -> QuerySet:
    """Names of shelves are no secret: what stands on them is what rights are about."""
    return Collection.objects.all()


@dataclass
class Asked:
    """What the address of the library asks for."""

    text: str = ""
    view: str = ""
    collection: int | None = None
    folder: int | None = None
    kind: str = ""
    by_title: bool = False

    @classmethod
    def of(cls, data: QueryDict) -> Asked:
        def key(name: str) -> int | None:
            value = data.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 18 else None

        view, kind = data.get("vue", ""), data.get("type", "")
        return cls(
            text=data.get("q", "").replace("\x00", "").strip()[:200],
            view=view if view in VIEWS else "",
            collection=key("collection"),
            folder=key("dossier"),
            kind=kind if kind in Kind.values else "",
            by_title=data.get("tri") == "titre",
        )

    @property
    def bare(self) -> bool:
        return not (self.text or self.view or self.collection or self.folder or self.kind)


@dataclass
class Shelf:
    """What was asked for, before it is cut into pages. `excerpts`: by document, when words were sought."""

    documents: Any
    excerpts: dict[int, Any] = field(default_factory=dict)
    near: bool = False


def visible(user: Any) -> QuerySet[Document]:
    return Document.objects.for_user(user)


def shelf(user: Any, asked: Asked) -> Shelf:
    rows = _asked(user, asked)
    if asked.text:
        return _found(user, asked, rows)
    order = ("title", "pk") if asked.by_title else ("-content_at", "-pk")
    return Shelf(rows.order_by(*order))


def _asked(user: Any, asked: Asked) -> QuerySet[Document]:
    rows = visible(user)
    rows = rows.exclude(replaced_by=None) if asked.view == "remplaces" else rows.filter(replaced_by=None)
    if asked.view == "nouveaux":
        rows = rows.filter(new_to(user, baseline(user)))
    elif asked.view == "favoris":
        mine = Favourite.objects.filter(user=user, document=OuterRef("pk"))
        rows = rows.filter(Exists(mine.filter(folder=asked.folder) if asked.folder else mine))
    elif asked.view == "miens":
        rows = rows.filter(Q(owner=user) | Q(created_by=user))
    elif asked.view == "a-relire":
        rows = to_review(user, rows)
    if asked.collection:
        rows = rows.filter(collection=asked.collection)
    return rows.filter(kind=asked.kind) if asked.kind else rows


def to_review(user: Any, rows: QuerySet[Document]) -> QuerySet[Document]:
    """Those whose day has come, among the reader's own and those they may change."""
    due = rows.filter(review_on__lte=timezone.localdate())
    changeable = within_reach(
        user, Document.objects.order_by(), "change", record_types.get("documents").guard
    )
    return due.filter(Q(owner=user) | Q(pk__in=changeable.filter(review_on__isnull=False).values("pk")))


def _found(user: Any, asked: Asked, rows: QuerySet[Document]) -> Shelf:
    """Words are sought by the engine of search, inside files too; what was asked narrows what it gives."""
    results = search(user, asked.text, limit=FOUND, types=("documents",))
    keys = [item.object_id for group in results.groups for item in group.found]
    kept = set(rows.filter(pk__in=keys).values_list("pk", flat=True))
    for group in results.groups:
        group.found = [item for item in group.found if item.object_id in kept]
    rank = {key: place for place, key in enumerate(keys)}
    excerpts = {hit.id: hit for section in sections(user, results) for hit in section.hits}
    documents = sorted(shown(visible(user).filter(pk__in=kept)), key=lambda item: rank[item.pk])
    return Shelf(documents, excerpts, results.near)


def shown(rows: QuerySet[Document]) -> QuerySet[Document]:
    """With what a line of the library says of each."""
    return rows.select_related("collection", "owner").prefetch_related("networks")


def with_marks(user: Any, documents: Iterable[Document]) -> list[Document]:
    """`is_new` and `is_favourite` on each, in two queries."""
    found: list[Any] = list(documents)
    keys = [item.pk for item in found]
    new = set(
        Document.objects.filter(pk__in=keys).filter(new_to(user, baseline(user))).values_list("pk", flat=True)
    )
    kept = set(Favourite.objects.filter(user=user, document__in=keys).values_list("document", flat=True))
    for item in found:
        item.is_new, item.is_favourite = item.pk in new, item.pk in kept
    return found


@dataclass(frozen=True)
class Counts:
    everything: int
    new: int
    favourites: int
    to_review: int
    replaced: int
    collections: list[Any]
    folders: list[Any]


def counts(user: Any) -> Counts:
    """How many documents stand behind each entry of the side of the page, as this reader sees them."""
    seen = visible(user).order_by()
    current = seen.filter(replaced_by=None)
    by_shelf = dict(current.values_list("collection").annotate(n=Count("pk")))
    shelves: list[Any] = list(Collection.objects.order_by("order", "name", "pk"))
    for item in shelves:
        item.count = by_shelf.get(item.pk, 0)
    mine = Favourite.objects.filter(user=user, document__in=current.values("pk"))
    by_folder = dict(mine.order_by().values_list("folder").annotate(n=Count("pk")))
    folders: list[Any] = list(FavouriteFolder.objects.filter(user=user))
    for folder in folders:
        folder.count = by_folder.get(folder.pk, 0)
    return Counts(
        everything=sum(by_shelf.values()),
        new=current.filter(new_to(user, baseline(user))).count(),
        favourites=sum(by_folder.values()),
        to_review=to_review(user, current).count(),
        replaced=seen.exclude(replaced_by=None).count(),
        collections=[item for item in shelves if item.count or can(user, "change", "collections")],
        folders=folders,
    )


def document_or_404(user: Any, pk: int) -> Document:
    found = shown(visible(user)).select_related("current__content", "replaced_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def version_or_404(user: Any, pk: int, number: int | None = None) -> Version:
    """A version of a document one sees; the one in force without a number."""
    document = document_or_404(user, pk)
    rows = Version.objects.filter(document=document).select_related("document", "content")
    wanted = document.number if number is None else number
    found = rows.filter(number=wanted)
    version = found.first()
    if version is None:
        raise Http404
    return version


def versions_of(document: Document) -> list[Version]:
    return list(document.versions.select_related("created_by"))


def chosen(user: Any, keys: Iterable[str], most: int) -> list[Document]:
    """The documents ticked in a list that have a file and are seen, in order of title."""
    numbers = {int(key) for key in keys if key.isdecimal() and len(key) < 18}
    rows = visible(user).filter(pk__in=numbers, current__isnull=False)
    return list(rows.select_related("current").order_by("title", "pk")[:most])


def weight_of(documents: Iterable[Document]) -> int:
    keys = [item.current_id for item in documents if item.current_id]
    return int(Version.objects.filter(pk__in=keys).aggregate(total=Sum("size"))["total"] or 0)


def uploads_of(user: Any) -> list[Upload]:
    """Those that wait, and those a cut connection left half-way."""
    return list(Upload.objects.filter(user=user).exclude(state=Upload.State.REFUSED))


def ready_uploads(user: Any, keys: Iterable[str]) -> list[Upload]:
    rows = Upload.objects.filter(user=user, state=Upload.State.READY, key__in=list(keys)[:500])
    return list(rows)


def upload_or_404(user: Any, key: str) -> Upload:
    found = Upload.objects.filter(user=user, key=key).first()
    if found is None:
        raise Http404
    return found


def same_file(user: Any, uploads: Iterable[Upload]) -> dict[str, Document]:
    """By content, a document one sees that holds the very same file already."""
    digests = {item.sha256 for item in uploads if item.sha256}
    rows = visible(user).filter(current__sha256__in=digests, replaced_by=None).select_related("current")
    return {item.current.sha256: item for item in rows if item.current}


def attached_to(user: Any, record_type: str, record_id: int) -> list[Document]:
    """The documents on a record that `user` may see, latest first; each with its `attachment`."""
    rows = Attachment.objects.filter(record_type=record_type, record_id=record_id)
    by_document = {row.document_id: row for row in rows}
    found: list[Any] = list(shown(visible(user).filter(pk__in=by_document)).order_by("-content_at", "-pk"))
    for item in found:
        item.attachment = by_document[item.pk]
    return found


def attachment_or_404(user: Any, pk: int) -> Attachment:
    found = Attachment.objects.filter(pk=pk, document__in=visible(user).order_by().values("pk"))
    row = found.select_related("document").first()
    if row is None:
        raise Http404
    return row


def favourite_of(user: Any, document: Document) -> Favourite | None:
    return Favourite.objects.filter(user=user, document=document).select_related("folder").first()


def folders_of(user: Any) -> list[FavouriteFolder]:
    return list(FavouriteFolder.objects.filter(user=user))
