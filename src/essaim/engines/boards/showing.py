"""Pages of boards as templates read them: frames with their content, or with a promise of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from essaim.engines.journal.api import latest
from essaim.engines.records.api import Missing
from essaim.kit.markdown import to_html as markdown

from . import keeping, sharing, wording
from .declarations import ReadyBoard
from .drawing import Drawing, Figure, draw
from .models import Board
from .queries import may_edit
from .widgets import KINDS, Shared, Widget

DRAWN = ("bar", "stacked", "line", "area", "pie", "gauge", "funnel", "map", "calendar")


@dataclass
class Opened:
    """A board as its page shows it, stored or ready made. `base`: its address."""

    title: str
    description: str
    parts: list[Widget]
    shared: Shared
    base: str
    board: Board | None = None
    ready: ReadyBoard | None = None
    may_edit: bool = False
    error: str = ""
    defaults: Shared = field(default_factory=Shared)

    @property
    def query(self) -> str:
        return sharing.parameters(self.shared)


@dataclass
class Frame:
    """One widget on a page: `html` when its figures were at hand, "" when they are to be asked for."""

    widget: Widget
    url: str
    html: SafeString | str = ""

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.widget.kind])


def opened_board(user: Any, board: Board, parameters: Any) -> Opened:
    shared, error = sharing.read(parameters, board.shared)
    return Opened(
        board.name, board.description, board.parts, shared, reverse("boards:board", kwargs={"pk": board.pk}),
        board=board, may_edit=may_edit(user, board), error=error, defaults=board.shared,
    )  # fmt: skip


def opened_ready(board: ReadyBoard, parameters: Any) -> Opened:
    shared, error = sharing.read(parameters, board.shared)
    return Opened(
        str(board.title), str(board.description), board.parts, shared,
        reverse("boards:ready", kwargs={"name": board.name}), ready=board, error=error, defaults=board.shared,
    )  # fmt: skip


def frames(user: Any, opened: Opened) -> list[Frame]:
    """Widgets whose figures are kept are drawn at once; the others are asked for by the page."""
    stamp, reader = latest(), keeping.reader_of(user)
    query = opened.query
    found = []
    for widget in opened.parts:
        frame = Frame(widget, f"{opened.base}w/{widget.id}/?{query}")
        with suppress(Missing):
            frame.html = inside(user, widget, opened.shared, stamp, reader, kept_only=True)
        found.append(frame)
    return found


def inside(
    user: Any, widget: Widget, shared: Shared, stamp: int, reader: tuple[Any, ...], kept_only: bool = False
) -> SafeString:
    """What `user` sees of a widget, as kept or drawn now."""
    key = keeping.key_of(reader, stamp, widget, shared)
    known = keeping.kept(key)
    if known is not None:
        return known
    return keeping.keep(key, content(draw(user, widget, shared, kept_only=kept_only, stamp=stamp)))


def asked(user: Any, widget: Widget, shared: Shared) -> SafeString:
    return inside(user, widget, shared, latest(), keeping.reader_of(user))


def content(drawing: Drawing) -> SafeString:
    """The inside of a widget's frame."""
    context = {
        "drawing": drawing,
        "drawn": drawing.kind in DRAWN and not drawing.refused,
        "twin": twin(drawing) if drawing.lines and not drawing.refused else "",
        "markdown": markdown(drawing.text) if drawing.text else "",
        "label": label(drawing),
        "unit": wording.suffix(drawing.unit),
    }
    return render_to_string("boards/_content.html", context)


def label(drawing: Drawing) -> str:
    """What a screen reader says of the picture; the figures are in the table beside it."""
    return _("%(kind)s : %(title)s") % {"kind": KINDS[drawing.kind], "title": drawing.title}


def twin(drawing: Drawing) -> SafeString:
    """The table of a widget. Written by hand: a year of days is drawn in a few milliseconds."""
    head = "".join(
        f'<th scope="col"{"" if rank == 0 else _NUM}>{escape(text)}</th>'
        for rank, text in enumerate(drawing.head)
    )
    lines = "".join(
        f'<tr data-key="{escape(line.key)}"><th scope="row">{escape(line.label)}</th>{_cells(line.figures)}</tr>'
        for line in drawing.lines
    )
    return mark_safe(  # every text above is escaped
        f'<table class="es-table" data-density="dense" data-figures><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


_NUM = ' class="es-num"'


def _cells(figures: list[Figure]) -> str:
    return "".join(
        f'<td class="es-num" data-value="{figure.raw}">{_linked(figure)}</td>' for figure in figures
    )


def _linked(figure: Figure) -> str:
    if figure.masked:
        return f'<abbr title="{escape(_("Trop peu de fiches pour être montré"))}">{figure.text}</abbr>'
    return f'<a href="{escape(figure.url)}">{figure.text}</a>' if figure.url else figure.text
