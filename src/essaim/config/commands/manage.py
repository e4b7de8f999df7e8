"""Django's own management commands, for maintainers."""

import argparse

HELP = "Commandes de Django (makemigrations, shell…), pour les mainteneurs"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def forward(rest: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["essaim manage", *rest])
    return 0


def run(options: argparse.Namespace) -> int:
    return forward(options.rest)
