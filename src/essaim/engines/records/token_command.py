"""`essaim token EMAIL`: makes a token for the API and prints it once."""

from __future__ import annotations

import argparse
import sys

HELP = "Crée un jeton d’accès à l’API pour un utilisateur, et l’affiche une fois"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="adresse électronique de l’utilisateur")
    parser.add_argument("--name", default="ligne de commande", help="à quoi sert ce jeton")
    parser.add_argument("--days", type=int, default=90, help="durée de validité en jours (0 : sans fin)")
    parser.add_argument("--read-only", action="store_true", help="le jeton ne permet que de lire")
    parser.add_argument(
        "--dry-run", action="store_true", help="le jeton vérifie les écritures sans rien garder"
    )


def run(options: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError

    from essaim.engines.accounts.api import User

    from .tokens.actions import do_create_token

    user = User.objects.filter(email=options.email.strip().lower()).first()
    if user is None:
        sys.stderr.write(f"Aucun utilisateur n’a l’adresse {options.email}.\n")
        return 1
    try:
        _token, secret = do_create_token(
            actor=None,
            user=user,
            name=options.name,
            scope="read" if options.read_only else "write",
            days=options.days or None,
            dry_run=options.dry_run,
        )
    except ValidationError as error:
        sys.stderr.write("\n".join(error.messages) + "\n")
        return 1
    sys.stdout.write(f"{secret}\n")
    return 0
