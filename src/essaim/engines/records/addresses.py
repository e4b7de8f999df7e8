"""The address of a list says all of it: filters, sort, columns, text, page, saved view.

    /personnes/?f={"all":[…]}&tri=name,-created_at&col=name,email&q=dup&page=3&vue=12

`f` is the filter tree as compact JSON. A key that is present wins over the saved view, even empty.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from .query.errors import QueryError
from .query.schema import Query, check_node

FILTER, SORT, COLUMNS, TEXT, PAGE, VIEW = "f", "tri", "col", "q", "page", "vue"
MAX_PAGE = 10**7


@dataclass(frozen=True)
class ListAddress:
    """`view`: key of the saved view asked, 0 for "no view", None when the address says nothing.

    `given`: the keys the address holds. `error`: why the filter was left out, for the reader.
    """

    filter: dict[str, Any] | None = None
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    text: str = ""
    page: int = 1
    view: int | None = None
    given: frozenset[str] = frozenset()
    error: str = ""

    @property
    def is_bare(self) -> bool:
        return not self.given - {PAGE}

    def query(self, type_name: str) -> Query:
        return Query(type_name, self.filter, self.text, self.sort, self.columns)

    def over(self, query: Query) -> ListAddress:
        """This address laid over the query of a saved view."""
        return replace(
            self,
            filter=self.filter if FILTER in self.given else query.filter,
            sort=self.sort if SORT in self.given else query.sort,
            columns=self.columns if COLUMNS in self.given else query.columns,
            text=self.text if TEXT in self.given else query.text,
        )

    def parameters(self, **changes: Any) -> dict[str, str]:
        """The query string's parts, empty ones left out unless they unset something of the view."""
        now = replace(self, **changes)
        parts = {
            VIEW: "" if now.view is None else str(now.view),
            FILTER: compact(now.filter),
            SORT: ",".join(now.sort),
            COLUMNS: ",".join(now.columns),
            TEXT: now.text,
            PAGE: str(now.page) if now.page > 1 else "",
        }
        keeps_empty = {FILTER, SORT, TEXT} if now.view else set()
        return {key: value for key, value in parts.items() if value or key in keeps_empty}

    def url(self, **changes: Any) -> str:
        """A relative address of the same list with some parts changed; back to page 1 unless told."""
        changes.setdefault("page", 1)
        return "?" + urlencode(self.parameters(**changes))


def compact(node: Any) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")) if node else ""


def read_address(parameters: QueryDict) -> ListAddress:
    """Whatever the address holds, a list comes out: what cannot be read is said in `error`."""
    tree, error = _filter(parameters.get(FILTER, ""))
    return ListAddress(
        filter=tree,
        sort=_names(parameters.get(SORT, ""))[:6],
        columns=_names(",".join(parameters.getlist(COLUMNS)))[:60],
        text=parameters.get(TEXT, "").replace("\x00", "").strip()[:200],
        page=min(max(_integer(parameters.get(PAGE, ""), 1), 1), MAX_PAGE),
        view=_integer(parameters.get(VIEW, ""), None),
        given=frozenset(parameters) & {FILTER, SORT, COLUMNS, TEXT, PAGE, VIEW},
        error=error,
    )


def _filter(text: str) -> tuple[dict[str, Any] | None, str]:
    if not text.strip():
        return None, ""
    try:
        tree = json.loads(text)
        check_node(tree)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, QueryError) else _("l’adresse est incomplète ou abîmée.")
        return None, _("Le filtre de cette adresse n’a pas pu être lu : %s") % reason
    return tree, ""


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in text.replace("\x00", "").split(",") if name))


def _integer(text: str, default: Any) -> Any:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 12 else default
