"""`essaim export TYPE`: a list as a file, exactly as its user would see it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HELP = "Exporte une liste (XLSX, ODS ou CSV), avec les droits d’un compte"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("type", help="type de fiche : organisations, people…, ou organismes, personnes…")
    parser.add_argument("--query", default="{}", help="filtre, tri et colonnes, en JSON (docs : Query)")
    parser.add_argument("--format", choices=("csv", "xlsx", "ods"), help="sinon celui du nom du fichier")
    parser.add_argument(
        "--all", action="store_true", help="tous les champs, et l’identifiant de chaque fiche"
    )
    parser.add_argument(
        "--user", metavar="ADRESSE", help="au nom de qui ; par défaut le premier administrateur"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER")


def run(options: argparse.Namespace) -> int:
    from django.core.exceptions import PermissionDenied

    from essaim.engines.records.api import Query, QueryError

    from .actions.exporting import new_export
    from .commanding import Stop, actor_of, type_named
    from .exporting.producing import produce

    try:
        actor = actor_of(options.user)
        record_type = type_named(options.type)
        query = Query.from_json({**json.loads(options.query), "type": record_type.name})
        name = options.format or options.output.suffix.lstrip(".").lower()
        if name not in ("csv", "xlsx", "ods"):
            raise Stop("--format : csv, xlsx ou ods.")
        export = new_export(actor=actor, query=query, format=name, everything=options.all)
        with options.output.open("wb") as target:
            count = produce(actor=actor, export=export, target=target)
    except (Stop, QueryError, PermissionDenied, json.JSONDecodeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps({"rows": count, "file": str(options.output)}, ensure_ascii=False) + "\n")
    return 0
