"""What a page may not contain: the Content-Security-Policy would refuse it in the browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

DATA_SCRIPTS = {"application/json", "application/ld+json", "text/template"}
HANDLER = re.compile(r"^on[a-z]+$|^hx-on|^hx-vars$")
LOADED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "video": "src"}


class Markup(HTMLParser):
    """`faults`: one sentence per thing that may not stand in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        here = f"line {self.getpos()[0]}: <{tag}>"
        if tag == "style":
            self.faults.append(f"{here} inline style sheet")
        if tag == "script" and "src" not in given and given.get("type") not in DATA_SCRIPTS:
            self.faults.append(f"{here} inline script")
        for name, value in given.items():
            self._attribute(here, name, value)
        loaded = given.get(LOADED.get(tag, ""), "")
        if re.match(r"(https?:)?//", loaded):
            self.faults.append(f"{here} loads {loaded} from another host")

    handle_startendtag = handle_starttag

    def _attribute(self, here: str, name: str, value: str) -> None:
        if name == "style":
            self.faults.append(f"{here} style attribute")
        elif HANDLER.match(name):
            self.faults.append(f"{here} inline handler {name}")
        elif value.strip().lower().startswith(("javascript:", "js:")):
            self.faults.append(f"{here} script in {name}")


def faults(html: str) -> list[str]:
    parser = Markup()
    parser.feed(html)
    parser.close()
    return parser.faults
