"""`essaim bench`: one JSON line a measure, on the database of ESSAIM_DATABASE_URL or a SQLite file.

The installation measured is a throw-away one: nothing of the operator's is read or written, and nothing but this
machine is spoken to.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HELP = "Mesurer les temps de réponse avec beaucoup de fiches, une ligne JSON par mesure"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(needs_django=False)
    parser.add_argument("--people", type=int, default=100_000, help="nombre de personnes (100 000)")
    parser.add_argument("--interactions", type=int, default=300_000, help="nombre d’échanges (300 000)")
    parser.add_argument("--documents", type=int, default=100_000, help="nombre de documents (100 000)")
    parser.add_argument("--requests", type=int, default=60, help="demandes par mesure (60)")
    parser.add_argument("--only", action="append", default=[], help="une mesure seulement, par son nom")
    parser.add_argument(
        "--minutes", type=float, default=0, help="minutes d’usage continu avant de peser la mémoire"
    )
    parser.add_argument("--keep", type=Path, help="dossier à garder : chargé une fois, mesuré plusieurs")


def run(options: argparse.Namespace) -> int:
    from .installation import Installation
    from .machine import described
    from .measures import Bench

    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        installation = Installation(folder.resolve(), os.environ.get("ESSAIM_DATABASE_URL", ""))
        say = sayer(installation.engine)
        say({"bench": "machine", **described()})
        facts = installation.loaded(options.people, options.interactions)
        say({"bench": "data", **{name: value for name, value in facts.items() if "session" not in name}})
        missed = Bench(installation, facts, options, say).run()
    if missed:
        print(f"Au-dessus de la barre : {', '.join(missed)}", file=sys.stderr)
    return 0


def sayer(engine: str) -> Callable[[dict[str, object]], None]:
    def say(facts: dict[str, object]) -> None:
        print(json.dumps({"database": engine, **facts}, ensure_ascii=False), flush=True)

    return say
