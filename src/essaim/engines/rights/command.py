"""`essaim rights`: the matrix from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Matrice des droits : charger, montrer, exporter"


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="action")
    load = parts.add_parser(
        "load", help="charge un fichier CSV ou XLSX (remplace les lignes des ressources qu’il nomme)"
    )
    load.add_argument("file", type=Path, metavar="FICHIER")
    load.add_argument("--dry-run", action="store_true", help="dit ce qui changerait, sans rien écrire")
    load.add_argument("--comment", default="", help="motif gardé avec la version")
    show = parts.add_parser("show", help="montre la matrice, ou ce qu’un profil peut faire")
    show.add_argument("--role", default="", metavar="PROFIL")
    show.add_argument("--json", action="store_true", dest="as_json")
    export = parts.add_parser("export", help="écrit la matrice dans un fichier CSV ou XLSX")
    export.add_argument("file", type=Path, metavar="FICHIER")


def run(options: argparse.Namespace) -> int:
    return {"load": _load, "show": _show, "export": _export}[options.part](options)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _refuse(*texts: str) -> int:
    for text in texts:
        sys.stderr.write(f"{text}\n")
    return 2


def _load(options: argparse.Namespace) -> int:
    from . import tables
    from .actions.matrix import do_load, plan
    from .differences import in_words

    try:
        incoming = tables.parse(tables.read(options.file.read_bytes()))
    except OSError as error:
        return _refuse(f"{options.file} : {error.strerror}")
    except tables.BadTable as error:
        return _refuse(*error.errors, "Rien n’a été chargé.")
    found = plan(incoming)
    for item in found:
        _say(in_words(item))
    if options.dry_run:
        _say(f"{len(found)} ligne(s) changerai(en)t ; rien n’a été écrit.")
        return 0
    comment = options.comment or f"Fichier {options.file.name}"
    version = do_load(actor=None, incoming=incoming, comment=comment)
    if version is None:
        _say(f"{len(incoming)} lignes lues, aucun changement : la matrice est déjà celle du fichier.")
    else:
        _say(
            f"{len(incoming)} lignes lues, {len(found)} changée(s) : version {version.number} de la matrice."
        )
    return 0


def _show(options: argparse.Namespace) -> int:
    import json

    from . import queries, tables
    from .matrix import lines

    role = queries.role(options.role) if options.role else None
    if options.role and role is None:
        known = ", ".join(found.code for found in queries.roles()) or "aucun"
        return _refuse(f"Le profil « {options.role} » n’existe pas (profils : {known}).")
    rows = tables.as_rows(lines(options.role))
    if options.as_json:
        about = (
            {"role": role.code, "label": role.label, "administrator": role.is_administrator} if role else {}
        )
        _say(json.dumps({**about, "lines": rows}, ensure_ascii=False, indent=2))
        return 0
    if role is not None and role.is_administrator:
        _say(f"{role.label} : administre la plateforme, tout lui est ouvert.")
    sys.stdout.write(tables.to_csv(lines(options.role)))
    return 0


def _export(options: argparse.Namespace) -> int:
    from . import tables
    from .matrix import lines

    found = lines()
    suffix = options.file.suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        return _refuse(f"{options.file} : choisissez un nom qui finit par .csv ou .xlsx.")
    try:
        if suffix == ".csv":
            options.file.write_text(tables.to_csv(found), encoding="utf-8")
        else:
            options.file.write_bytes(tables.to_xlsx(found))
    except OSError as error:
        return _refuse(f"{options.file} : {error.strerror}")
    _say(f"{len(found)} lignes écrites dans {options.file}.")
    return 0
