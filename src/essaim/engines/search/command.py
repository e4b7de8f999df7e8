"""`essaim search rebuild` and `essaim search check`."""

from __future__ import annotations

import argparse
import sys
import time

HELP = "Index de recherche : le refaire, ou vérifier qu’il suit les fiches"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["rebuild", "check"], help="rebuild : tout refaire ; check : comparer"
    )
    parser.add_argument("--type", action="append", default=[], help="un type de fiche seulement (répétable)")


def run(options: argparse.Namespace) -> int:
    from .indexing import searchable_types

    known = {item.name: item for item in searchable_types()}
    unknown = [name for name in options.type if name not in known]
    if unknown:
        sys.stderr.write(
            f"Type de fiche inconnu : {', '.join(unknown)} (connus : {', '.join(sorted(known))})\n"
        )
        return 2
    chosen = [known[name] for name in options.type]
    return _rebuild(chosen) if options.what == "rebuild" else _check(chosen or list(known.values()))


def _rebuild(chosen: list) -> int:
    from .rebuilding import rebuild

    started = time.monotonic()
    count = rebuild(chosen or None, _progress)
    sys.stderr.write("\n")
    sys.stdout.write(f"{count} fiches indexées en {time.monotonic() - started:.1f} s\n")
    return 0


def _progress(name: str, total: int) -> None:
    sys.stderr.write(f"\r{total} fiches ({name})   ")


def _check(chosen: list) -> int:
    from .rebuilding import drift_of

    found = [drift for item in chosen if (drift := drift_of(item))]
    for drift in found:
        sys.stdout.write(
            f"{drift.type} : {drift.missing} manquantes, {drift.excess} en trop, {drift.stale} dépassées\n"
        )
    sys.stdout.write(
        "L’index est à refaire : essaim search rebuild\n" if found else "L’index suit les fiches.\n"
    )
    return 1 if found else 0
