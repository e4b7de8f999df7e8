"""The words of the interface: gathered from the sources, translated in `src/essaim/locale/<language>/*.po`.

    .venv/bin/python -m tools.messages            drops from the catalogues what is gone; --all adds what is new
    .venv/bin/python -m tools.messages --missing  names what is not translated yet
    .venv/bin/python -m tools.messages --compile  writes the .mo files that Django reads

Pure Python (Babel): no gettext is needed on the machine. Messages in the sources are the French ones.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "essaim"
LOCALE = SOURCES / "locale"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
STRING = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?")
Found = tuple[str, "str | tuple[str, str]", "str | None"]


def files(*suffixes: str) -> Iterator[Path]:
    for path in sorted(SOURCES.rglob("*")):
        inside = path.relative_to(SOURCES).parts
        if path.suffix in suffixes and not {"tests", "migrations", "static"} & set(inside):
            yield path


def of_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as source:
        for _line, message, _comments, context in extract("python", source, KEYWORDS):
            yield str(path.relative_to(ROOT)), message, context


def of_template(path: Path) -> Iterator[Found]:
    """Django turns the template into calls of gettext; they are read one by one."""
    from django.utils.translation.template import templatize

    place = str(path.relative_to(ROOT))
    for call in CALL.finditer(templatize(path.read_text(), origin=place)):
        name = call[1]
        words = [ast.literal_eval(part) for part in call.groups()[1:] if part]
        context = words.pop(0) if "p" in name else None
        yield place, (words[0], words[1]) if name.startswith("n") else words[0], context


def gathered() -> Catalog:
    found = Catalog(charset="utf-8", header_comment="")
    readers = ((".py", of_python), (".html", of_template))
    for suffix, read in readers:
        for path in files(suffix):
            for place, message, context in read(path):
                if message and message != "":
                    found.add(message, locations=[(place, 0)], context=context)
    return found


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            yield path, read_po(source, locale=path.parts[-3])


def gather(empty: bool) -> int:
    """With `empty`, what waits for a translation is written too, for whoever is about to write it."""
    template = gathered()
    for path, catalogue in catalogues():
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        for item in [item for item in catalogue if item.id and not (empty or filled(item.string))]:
            catalogue.delete(item.id, item.context)
        with path.open("wb") as target:
            write_po(target, catalogue, width=0, sort_output=True, no_location=True, omit_header=False)
    return 0


def missing() -> int:
    """Names what is not translated; 1 when there is some."""
    left = 0
    for path, catalogue in catalogues():
        waiting = [item for item in gathered() if item.id and not known(catalogue, item)]
        left += len(waiting)
        sys.stdout.writelines(f"{item.locations[0][0]}: {item.id!r}\n" for item in waiting)
        sys.stdout.write(f"{path.parts[-3]}: {len(catalogue)} traduits, {len(waiting)} à traduire\n")
    return 1 if left else 0


def known(catalogue: Catalog, item: Message) -> bool:
    found = catalogue.get(item.id if isinstance(item.id, str) else item.id[0], item.context)
    return found is not None and filled(found.string)


def filled(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def compiled(folder: Path = LOCALE) -> int:
    for path, catalogue in catalogues():
        made = (folder / path.relative_to(LOCALE)).with_suffix(".mo")
        made.parent.mkdir(parents=True, exist_ok=True)
        with made.open("wb") as target:
            write_mo(target, catalogue)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
    if options.compile:
        return compiled()
    return missing() if options.missing else gather(options.all)


if __name__ == "__main__":
    sys.exit(main())
