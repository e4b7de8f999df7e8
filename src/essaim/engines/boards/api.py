"""What modules and higher engines may use of boards.

- `declare(ReadyBoard(…))` in a module's `boards.py`: a board ready made in the library.
- `widget_html(user, widget)`: one widget drawn for one reader, for a home block or a panel; the template
  also shows `media_html()`, once a page: the style and the script of charts.
- `measured(user, query)`: the figure of a Query under a user's rights; `tabulate` of records gives the
  whole table.
- `draw(user, widget, shared)`: what a widget shows, as data, for reports.
"""

from __future__ import annotations

from .declarations import ReadyBoard, declare, ready_boards
from .drawing import Comparison, Drawing, Figure, Line, draw
from .embedding import measured, media_html, widget_html
from .widgets import Shared, Widget

__all__ = [
    "Comparison",
    "Drawing",
    "Figure",
    "Line",
    "ReadyBoard",
    "Shared",
    "Widget",
    "declare",
    "draw",
    "measured",
    "media_html",
    "ready_boards",
    "widget_html",
]
