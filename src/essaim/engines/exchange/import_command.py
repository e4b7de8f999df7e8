"""`essaim import TYPE FILE`: the whole wizard in one command, for a file whose columns say what they are."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

HELP = "Importe un fichier XLSX, ODS ou CSV dans un type de fiche, ou annule un import"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "type", nargs="?", help="organisations, people… ou son nom dans les adresses : organismes, personnes…"
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="essai seulement : rien n’est écrit")
    parser.add_argument("--json", action="store_true", help="compte rendu en JSON")
    parser.add_argument("--map", nargs="+", action="extend", default=[], metavar="COLONNE=CHAMP",
                        help="remplace le champ deviné ; « Colonne= » laisse la colonne de côté")  # fmt: skip
    parser.add_argument(
        "--key", help="champ qui dit qu’une fiche existe déjà (siret, email…) ; « none » : créer seulement"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--update", action="store_true", help="les fiches existantes sont mises à jour (par défaut)"
    )
    how.add_argument("--complete", action="store_true", help="seuls leurs champs vides sont remplis")
    how.add_argument(
        "--create-only", action="store_true", help="les fiches existantes sont laissées telles quelles"
    )
    parser.add_argument("--doubtful", choices=("create", "update", "skip"), default="skip",
                        help="ce que deviennent les lignes qui ressemblent à une fiche existante")  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="toute valeur refusée refuse sa ligne")
    parser.add_argument("--sheet", default="", help="feuille du classeur")
    parser.add_argument(
        "--user", metavar="ADRESSE", help="au nom de qui ; par défaut le premier administrateur"
    )
    parser.add_argument(
        "--errors", type=Path, metavar="FICHIER.xlsx", help="où écrire le classeur des lignes en erreur"
    )
    parser.add_argument("--undo", type=int, metavar="NUMÉRO", help="annule un import")


def run(options: argparse.Namespace) -> int:
    from .commanding import Stop, perform

    _give_back(options)
    signal.signal(signal.SIGTERM, _leave)
    try:
        report = perform(options)
    except Stop as stop:
        _stop(options, str(stop))
        return stop.code
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_sentences(report) + "\n")
    return 1 if report["errors"] and options.strict else 0


def _leave(number: int, frame: object) -> None:
    """Asked to stop, the command takes back what it had written before it goes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + number)


def _give_back(options: argparse.Namespace) -> None:
    """`--map A=b organisations FILE`: what holds no "=" after --map is the type and the file."""
    others = [word for word in options.map if "=" not in word]
    if options.type is None and len(others) == 2:
        options.map = [word for word in options.map if "=" in word]
        options.type, options.file = others[0], Path(others[1])


def _stop(options: argparse.Namespace, message: str) -> None:
    if options.json:
        sys.stdout.write(json.dumps({"error": message}, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{message}\n")


def _sentences(report: dict[str, Any]) -> str:
    from .commanding import sentences

    return "\n".join(sentences(report))
