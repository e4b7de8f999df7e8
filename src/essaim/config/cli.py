"""The `essaim` command. Each sub-command is a module of `essaim.config.commands` or of an engine.

A command module has `HELP`, `arguments(parser)` and `run(options) -> int | None`. An engine offers
one by declaring `commands` = {"name": "dotted.module"} in `essaim.config.cli.COMMANDS`.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec

COMMANDS = {
    "serve": "essaim.config.commands.serve",
    "worker": "essaim.config.commands.worker",
    "demo": "essaim.config.commands.demo",
    "setup": "essaim.config.commands.setup",
    "check": "essaim.config.commands.check",
    "backup": "essaim.config.commands.backup",
    "restore": "essaim.config.commands.restore",
    "bench": "essaim.config.bench.command",
    "rights": "essaim.engines.rights.command",
    "search": "essaim.engines.search.command",
    "token": "essaim.engines.records.token_command",
    "import": "essaim.engines.exchange.import_command",
    "export": "essaim.engines.exchange.export_command",
    "duplicates": "essaim.engines.duplicates.command",
    "manage": "essaim.config.commands.manage",
}


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="essaim", description="Essaim : un annuaire, un agenda, une mémoire."
    )
    parsers = parser.add_subparsers(dest="command", required=True, metavar="commande")
    for name, path in COMMANDS.items():
        if find_spec(path.rsplit(".", 1)[0]) is None or find_spec(path) is None:
            continue
        module = import_module(path)
        sub = parsers.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(argv: list[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["manage"]:
        return import_module(COMMANDS["manage"]).forward(arguments[1:])
    options = build_parser().parse_args(arguments)
    if getattr(options, "needs_django", True):
        import django

        django.setup()
    return run_plainly(options)


def run_plainly(options: argparse.Namespace) -> int:
    """Runs the command; a database that is not ready is told in a sentence, not in a trace."""
    from django.db import DatabaseError

    try:
        return options.run(options) or 0
    except DatabaseError as error:
        missing = any(words in str(error) for words in ("no such table", "does not exist", "unable to open"))
        if not missing:
            raise
        print("La base de données n’est pas prête : lancez d’abord « essaim setup ».", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
