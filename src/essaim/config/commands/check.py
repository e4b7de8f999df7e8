"""`essaim check`: what an operator should know, in plain words."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

HELP = "Vérifier l’installation : base, journal, droits, envois…"
MARKS = {"ok": "  ok      ", "warning": "! à voir  ", "error": "✗ erreur  "}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="réponse pour une machine")


def run(options: argparse.Namespace) -> int:
    found = list(findings())
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 1 if any(item["level"] == "error" for item in found) else 0


def findings() -> Iterator[dict[str, str]]:
    from essaim.config import installation
    from essaim.kit.checks import operator_checks

    yield from _django()
    for label, found in installation.findings():
        yield _finding(found.level, label, found.text, found.advice)
    for check in operator_checks:
        yield from _one(check)


def _one(check: Any) -> Iterator[dict[str, str]]:
    """A check that cannot even run is itself an error to tell."""
    try:
        for finding in check.run():
            yield _finding(finding.level, check.label, finding.text, finding.advice)
    except Exception as error:  # noqa: BLE001
        yield _finding("error", check.label, f"La vérification a échoué : {error}", "")


def _django() -> Iterator[dict[str, str]]:
    """Django's own checks, those of a deployment included when pages are served over HTTPS."""
    from django.conf import settings
    from django.core import checks

    messages = checks.run_checks(include_deployment_checks=settings.SECURE)
    for message in messages:
        level = "error" if message.level >= checks.ERROR else "warning"
        yield _finding(level, "Réglages", f"{message.msg} ({message.id})", message.hint or "")
    if not messages:
        yield _finding("ok", "Réglages", "Les réglages sont cohérents.", "")


def _finding(level: str, label: Any, text: Any, advice: Any) -> dict[str, str]:
    return {"level": level, "check": str(label), "text": str(text), "advice": str(advice)}


def _print(found: list[dict[str, str]]) -> None:
    for item in found:
        print(f"{MARKS[item['level']]}{item['check']} : {item['text']}")
        if item["advice"] and item["level"] != "ok":
            print(f"            → {item['advice']}")
    errors = sum(item["level"] == "error" for item in found)
    warnings = sum(item["level"] == "warning" for item in found)
    print()
    if errors:
        print(f"{errors} erreur(s) à corriger, {warnings} point(s) à voir.")
    elif warnings:
        print(f"Tout fonctionne ; {warnings} point(s) à voir.")
    else:
        print("Tout va bien.")
