"""`essaim setup`: everything an installation needs before its first page. Safe to run again."""

from __future__ import annotations

import argparse
import hashlib
import secrets
import sys
from getpass import getpass
from pathlib import Path
from typing import Any

HELP = "Préparer l’installation : base de données, profils, données de référence (sans danger à relancer)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="n’écrire que les erreurs")
    parser.add_argument("--admin", metavar="ADRESSE", help="ouvrir le premier compte, qui administre tout")


def run(options: argparse.Namespace) -> int:
    prepare(say=(lambda text: None) if options.quiet else print)
    return open_first_account(options.admin) if options.admin else 0


def open_first_account(email: str) -> int:
    """The first administrator, with a password typed here, or drawn and printed once without a terminal."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from essaim.engines.accounts.api import create_first_administrator
    from essaim.engines.rights.api import do_give_roles

    typed = getpass("Mot de passe du premier compte : ") if sys.stdin.isatty() else ""
    password = typed or secrets.token_urlsafe(15)
    try:
        validate_password(password)
        user = create_first_administrator(email=email, password=password)
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 1
    do_give_roles(actor=None, user=user, codes=["administrateur"])
    print(f"Compte ouvert : {user.email}" + ("" if typed else f", mot de passe : {password}"))
    return 0


def prepare(say: Any = print) -> None:
    """Tables, roles and matrices, text indexes, reference data, static files: what is missing is made."""
    from django.conf import settings

    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    if is_prepared():
        return
    say("Préparation de la base de données…")
    make_tables()
    make_roles(say)
    make_reference_data(say)
    collect_static(say)
    _kept_stamp().write_text(stamp())


def is_prepared() -> bool:
    """Nothing has changed since the last set-up. Needs the settings, not the applications."""
    kept = _kept_stamp()
    return kept.exists() and kept.read_text() == stamp() and _tables_exist()


def _kept_stamp() -> Path:
    from django.conf import settings

    return Path(settings.VAR_DIR) / "setup-stamp"


def make_tables() -> None:
    from django.core.management import call_command

    from essaim.kit.textindex import ensure_all

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_all()


def make_roles(say: Any) -> None:
    """Roles brought by the product and its modules; a matrix is loaded only when none ever was."""
    from essaim.engines.rights.api import Grant, do_make_preset_roles, load_preset, presets, role_presets

    do_make_preset_roles(actor=None, codes=role_presets.names())
    if not Grant.objects.exists():
        for preset in presets:
            say(f"Droits : {preset.label}…")
            load_preset(preset.code)


def make_reference_data(say: Any) -> None:
    from essaim.kit.setting_up import setup_steps

    for step in sorted(setup_steps, key=lambda item: item.order):
        say(f"{step.label}…")
        step.run()


def collect_static(say: Any) -> None:
    from django.core.management import call_command

    say("Fichiers des pages…")
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def _tables_exist() -> bool:
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def stamp() -> str:
    """Changes when the database, the code's migrations or the static files do."""
    import essaim

    root = Path(essaim.__file__).parent
    seen = hashlib.sha256(_database().encode())
    for pattern in ("*/*/migrations/*.py", "kit/static/**/*", "*/*/static/**/*", "**/presets/*", "**/data/*"):
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                facts = path.stat()
                seen.update(f"{path.relative_to(root)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    for path in sorted(root.glob("*/*/rights.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _database() -> str:
    from django.db import connection

    return "|".join(
        str(connection.settings_dict.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")
    )
