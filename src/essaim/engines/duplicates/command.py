"""`essaim duplicates scan --csv FILE`: likely duplicates of any file of people, outside the base."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HELP = "Cherche les doublons d’un fichier CSV de personnes"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["scan"], help="scan : compare toutes les lignes entre elles")
    parser.add_argument(
        "--csv", type=Path, required=True, action="append", help="fichier (répétable : comparés ensemble)"
    )
    parser.add_argument("--json", action="store_true", help="une paire par ligne, en JSON")
    parser.add_argument(
        "--min", type=float, default=0.0, help="score minimal en bits (0 : une chance sur deux)"
    )


def run(options: argparse.Namespace) -> int:
    from django.utils import translation

    from .matching.columns import UnreadableFile, read
    from .matching.scan import scan
    from .matching.wording import sentences

    try:
        people = [person for path in options.csv for person in read(path)]
    except (OSError, UnreadableFile) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    with translation.override("fr"):
        for pair in scan(people, options.min):
            said = sentences(pair)
            record = {
                "a": pair.one.key,
                "b": pair.other.key,
                "score": round(pair.score, 2),
                "probability": round(1 / (1 + 2 ** min(60, max(-60, -pair.score))), 6),
                "band": pair.band,
                "evidence": said,
            }
            line = json.dumps(record, ensure_ascii=False) if options.json else _plain(record)
            print(line)  # noqa: T201
    return 0


def _plain(record: dict) -> str:
    return f"{record['a']} = {record['b']}  ({record['score']:+.1f} bits) {' ; '.join(record['evidence'])}"
