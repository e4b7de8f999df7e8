"""`essaim backup`: one file with everything."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

HELP = "Sauvegarde tout (base et fichiers) dans un seul fichier"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="fichier à écrire (par défaut var/backups/…)")
    parser.add_argument("--quiet", action="store_true", help="n’écrit que le chemin du fichier")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from essaim.config.backup.archive import make

    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%Hh%M%S")
    path = options.file or settings.VAR_DIR / "backups" / f"essaim-{stamp}.zip"
    manifest = make(path)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    if not options.quiet:
        print(f"{rows} lignes et {len(manifest['files'])} fichiers sauvegardés.")
    print(path)
    return 0
