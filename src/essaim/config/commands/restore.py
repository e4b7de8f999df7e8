"""`essaim restore`: puts a backup back, checked table by table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Restaure une sauvegarde, en vérifiant chaque table et chaque fichier"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="fichier fait par « essaim backup »")
    parser.add_argument("--replace", action="store_true", help="remplace les données présentes")


def run(options: argparse.Namespace) -> int:
    from essaim.config.backup.archive import BackupError, restore

    try:
        manifest = restore(options.file, options.replace)
    except BackupError as error:
        print(error, file=sys.stderr)
        return 1
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        f"Sauvegarde du {manifest['made_at'][:16]} restaurée : {rows} lignes, {len(manifest['files'])} fichiers."
    )
    return 0
