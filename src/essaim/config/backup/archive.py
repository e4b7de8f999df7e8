"""A backup: one file holding the database, the files and what is needed to check them."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import essaim

from .tables import empty_table, read_table, reset_sequences, tables, write_table

FORMAT = 1
Say = Callable[[str], None]


class BackupError(Exception):
    """The backup cannot be made or restored; the message is for the operator."""


def make(path: Path, say: Say = lambda text: None) -> dict[str, Any]:
    """Writes the backup at `path` (through a temporary file: no half backup) and returns its manifest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".essaim-", delete=False) as file:
        partial = Path(file.name)
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _manifest()
            with transaction.atomic():
                _freeze_reads()
                for model in tables():
                    label = model._meta.label_lower
                    with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as out:
                        count, digest = write_table(model, out)
                    manifest["tables"][label] = {"rows": count, "sha256": digest}
                    say(f"{label} : {count}")
            _store_files(archive, manifest)
            archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _freeze_reads() -> None:
    """All tables as they stood at one instant."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _manifest() -> dict[str, Any]:
    recorder = MigrationRecorder(connection)
    applied: dict[str, str] = {}
    for app, name in sorted(recorder.applied_migrations()):
        applied[app] = name
    return {
        "format": FORMAT,
        "essaim": essaim.__version__,
        "made_at": timezone.now().isoformat(),
        "vendor": connection.vendor,
        "migrations": applied,
        "tables": {},
        "files": {},
    }


def _store_files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")) if root.is_dir() else ():
        if file.is_file() and not file.is_symlink():
            name = file.relative_to(root).as_posix()
            archive.write(file, f"media/{name}")
            with file.open("rb") as opened:
                manifest["files"][name] = _digest(opened)


def _digest(opened: Any) -> str:
    digest = sha256()
    while block := opened.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BackupError(f"{path} n’est pas une sauvegarde d’Essaim lisible ({error}).") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(
            "Cette sauvegarde vient d’une version d’Essaim plus récente : mettez Essaim à jour."
        )
    return manifest


def holds_data() -> bool:
    """Does the database hold users already?"""
    user = apps.get_model(settings.AUTH_USER_MODEL)
    return user._base_manager.exists()


def restore(path: Path, replace: bool = False, say: Say = lambda text: None) -> dict[str, Any]:
    """Puts the backup back, database and files, and checks each table against its digest.

    All or nothing for the database: an error leaves it as it was. Files are put beside the present
    ones first, then swapped.
    """
    manifest = read_manifest(path)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    if holds_data() and not replace:
        raise BackupError(
            "Cette installation contient déjà des données : ajoutez --replace pour les remplacer."
        )
    with zipfile.ZipFile(path) as archive:
        staged = _stage_files(archive, manifest)
        with transaction.atomic(), connection.constraint_checks_disabled():
            _load_tables(archive, manifest, say)
            connection.check_constraints()
        _swap_files(staged)
    return manifest


def _load_tables(archive: zipfile.ZipFile, manifest: dict[str, Any], say: Say) -> None:
    known = {model._meta.label_lower: model for model in tables()}
    missing = sorted(set(manifest["tables"]) - set(known))
    if missing:
        raise BackupError(f"Cette sauvegarde demande des modules absents ici : {', '.join(missing)}.")
    for model in known.values():
        empty_table(model)
    for label, expected in manifest["tables"].items():
        with archive.open(f"tables/{label}.jsonl") as lines:
            read_table(known[label], lines)
        with tempfile.TemporaryFile() as out:
            found = write_table(known[label], out)
        if found != (expected["rows"], expected["sha256"]):
            raise BackupError(
                f"La table {label} relue ne correspond pas à la sauvegarde : rien n’a été changé."
            )
        say(f"{label} : {expected['rows']}")
    reset_sequences()


def _stage_files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Path:
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=root.parent, prefix=".media-"))
    for name, digest in manifest["files"].items():
        target = (staged / name).resolve()
        if not target.is_relative_to(staged.resolve()):
            raise BackupError(f"Nom de fichier refusé dans la sauvegarde : {name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(f"media/{name}") as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
        with target.open("rb") as opened:
            if _digest(opened) != digest:
                raise BackupError(f"Le fichier {name} est abîmé dans la sauvegarde : rien n’a été changé.")
    return staged


def _swap_files(staged: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    old = root.with_name(f".{root.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if root.exists():
        root.rename(old)
    staged.rename(root)
    shutil.rmtree(old, ignore_errors=True)
