"""What the import command does, and how it tells it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import User
from essaim.engines.records.api import RecordType, record_types, type_of_slug
from essaim.engines.rights.api import RoleHolder
from essaim.kit.text import fold

from .actions import deciding, plan_now, recover, undo_now, upload, write_now
from .actions.running import Busy
from .errors_workbook import write_errors
from .mapping import Mapping
from .matching.targets import targets_for
from .models import ImportRow, ImportRun
from .planning.options import Options, usual_key
from .reading import Unreadable

Fate = ImportRow.Fate
LISTED = 200


class Stop(Exception):
    """The command cannot go on. `code` is its exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def perform(options: argparse.Namespace) -> dict[str, Any]:
    """The report of the import or of the undoing. Raises `Stop`."""
    actor = actor_of(options.user)
    recover()
    try:
        if options.undo:
            return _undo(actor, options.undo)
        return _import(actor, options)
    except Unreadable as error:
        raise Stop(str(error), 3) from error
    except PermissionDenied as error:
        raise Stop(str(error), 4) from error


def actor_of(email: str | None) -> Any:
    """The user of this address, or the first administrator."""
    if email:
        found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if found is None:
            raise Stop(_("Aucun compte actif n’a l’adresse %s.") % email)
        return found
    holding = (
        RoleHolder.objects.filter(role__is_administrator=True, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
        .first()
    )
    if holding is None:
        raise Stop(_("Aucun administrateur : créez un compte, ou dites au nom de qui avec --user."))
    return holding.user


def type_named(name: str | None) -> RecordType:
    found = record_types.get(name) if name and name in record_types else type_of_slug(name or "")
    if found is None or not found.importable:
        known = ", ".join(f"{item.name} ({item.slug})" for item in record_types if item.importable)
        raise Stop(_("Dites quoi importer : %s.") % known)
    return found


def _undo(actor: Any, number: int) -> dict[str, Any]:
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        raise Stop(_("L’import %s n’existe pas.") % number)
    try:
        undo_now(actor=actor, run=run)
    except Busy:
        raise Stop(_("L’import %(number)s ne peut pas être annulé : il est « %(state)s ».")
                   % {"number": number, "state": run.get_state_display()}) from None  # fmt: skip
    return {"import": run.pk, "state": run.state, "undo": run.undo_report, "errors": 0}


def _import(actor: Any, options: argparse.Namespace) -> dict[str, Any]:
    record_type = type_named(options.type)
    if options.file is None or not options.file.is_file():
        raise Stop(_("Le fichier %s n’existe pas.") % options.file)
    with options.file.open("rb") as handle:
        run = upload(
            actor=actor, record_type=record_type, file=File(handle, options.file.name), name=options.file.name,
            sheet=options.sheet,
        )  # fmt: skip
    mapping = _overridden(actor, run, options.map)
    rules = _rules(actor, run, mapping, options)
    deciding.match(actor=actor, run=run, mapping=mapping)
    deciding.set_rules(actor=actor, run=run, options=rules)
    if options.map:
        deciding.remember(actor=actor, run=run)
    plan_now(actor=actor, run=run)
    if run.state == ImportRun.State.FAILED:
        raise Stop(run.message, 3)
    if not options.dry_run:
        write_now(actor=actor, run=run)
    if options.errors:
        with options.errors.open("wb") as target:
            write_errors(run, target)
    return report(run, dry=options.dry_run)


def _overridden(actor: Any, run: ImportRun, changes: list[str]) -> Mapping:
    """The guessed mapping with "Column=field" of the command line put over it."""
    mapping = Mapping.from_json(run.mapping)
    targets = targets_for(actor, run.record_type)
    by_label = {fold(target.label): code for code, target in targets.items()}
    folded = [fold(heading) for heading in run.headings]
    for change in changes:
        heading, separator, wanted = change.rpartition("=")
        if not separator or fold(heading) not in folded:
            raise Stop(_("--map « %(text)s » : les colonnes du fichier sont %(known)s.")
                       % {"text": change, "known": ", ".join(run.headings)})  # fmt: skip
        code = wanted if wanted in targets else by_label.get(fold(wanted), "")
        if wanted and not code:
            raise Stop(_("--map « %(text)s » : les champs sont %(known)s.")
                       % {"text": change, "known": ", ".join(targets)})  # fmt: skip
        for column in mapping.columns:
            if code and column.target == code and not targets[code].several:
                column.target = ""
        chosen = mapping.columns[folded.index(fold(heading))]
        chosen.target, chosen.score = code, 1.0
    return mapping


def _rules(actor: Any, run: ImportRun, mapping: Mapping, options: argparse.Namespace) -> Options:
    rules = Options.from_json(run.options)
    rules.key = usual_key(actor, run.record_type, mapping)
    if options.key:
        rules.key = "" if options.key in ("none", "aucune") else options.key
        if rules.key and rules.key not in mapping.targets():
            raise Stop(_("--key %(key)s : aucune colonne ne remplit ce champ (remplis : %(known)s).")
                       % {"key": options.key, "known": ", ".join(mapping.targets())})  # fmt: skip
    rules.existing = "complete" if options.complete else "skip" if options.create_only else "update"
    rules.doubtful = options.doubtful
    rules.bad_values = "refuse" if options.strict else "phones"
    rules.new, rules.erase = "create", False
    return rules


def report(run: ImportRun, dry: bool) -> dict[str, Any]:
    """What the command prints as JSON: totals, the field of each column, the rows that need somebody."""
    counts, written = run.counts, run.counts.get("written", {})
    mapping = Mapping.from_json(run.mapping)
    errors = run.rows.filter(fate=Fate.ERROR)
    return {
        "import": run.pk,
        "type": run.type,
        "file": run.file_name,
        "dry_run": dry,
        "state": run.state,
        "rows": counts["rows"],
        "created": counts.get(Fate.CREATE, 0) if dry else written.get("created", 0),
        "updated": counts.get(Fate.UPDATE, 0) if dry else written.get("changed", 0),
        "unchanged": counts.get(Fate.UNCHANGED, 0) + written.get("unchanged", 0),
        "gathered": counts.get(Fate.GATHERED, 0),
        "doubtful": counts.get(Fate.DOUBTFUL, 0),
        "skipped": counts.get(Fate.SKIPPED, 0),
        "errors": errors.count(),
        "related_created": counts.get("related", 0) if dry else written.get("related", 0),
        "nothing_changes": not any(counts.get(fate, 0) for fate in (Fate.CREATE, Fate.UPDATE))
        and not any(written.get(name, 0) for name in ("created", "changed")),
        "key": run.options.get("key", ""),
        "columns": {
            heading: {"field": column.target, "score": column.score}
            for heading, column in zip(run.headings, mapping.columns, strict=True)
        },
        "notes": run.source.get("notes", []),
        "mended": counts.get("mended", {}),
        "left_out": counts.get("left", {}),
        "error_rows": [
            {"line": row.line, "label": row.label, "errors": texts(row, "error")} for row in errors[:LISTED]
        ],
        "left_out_rows": [
            {"line": row.line, "label": row.label, "values": texts(row, "left")}
            for row in run.rows.filter(messages__icontains='"left"')[:LISTED]
        ]
        if counts.get("left")
        else [],
        "doubtful_rows": [
            {"line": row.line, "label": row.label, "like": row.candidates}
            for row in run.rows.filter(fate=Fate.DOUBTFUL)[:LISTED]
        ],
    }


def texts(row: ImportRow, level: str) -> list[str]:
    return [message["text"] for message in row.messages if message["level"] == level]


def sentences(report: dict[str, Any]) -> Iterator[str]:
    """The report for somebody who reads it on a screen."""
    if "undo" in report:
        undo = report["undo"]
        yield _("Import %(import)s annulé.") % report
        yield (
            _("Fiches supprimées : %(deleted)s. Remises comme avant : %(restored)s. Gardées : %(kept)s.")
            % undo
        )
        for item in undo["kept_list"]:
            yield f"  {item['label']} — {item['why']}"
        return
    yield from report["notes"]
    if report["nothing_changes"]:
        yield (
            _(
                "Rien ne change : toutes les lignes sont déjà enregistrées telles quelles (%(unchanged)s fiches)."
            )
            % report
        )
    elif report["dry_run"]:
        yield _("Essai, rien n’est écrit. À créer : %(created)s. À mettre à jour : %(updated)s. Sans changement : "
                "%(unchanged)s.") % report  # fmt: skip
    else:
        yield _("Import %(import)s. Créées : %(created)s. Mises à jour : %(updated)s. Sans changement : "
                "%(unchanged)s.") % report  # fmt: skip
    yield _("Lignes lues : %(rows)s, dont réunies à une autre : %(gathered)s, douteuses : %(doubtful)s, laissées de "
            "côté : %(skipped)s, en erreur : %(errors)s.") % report  # fmt: skip
    for name, count in report["mended"].items():
        yield _("%(name)s : zéro perdu remis sur %(count)s lignes.") % {"name": name, "count": count}
    for name, count in report["left_out"].items():
        yield _("%(name)s : valeur illisible laissée de côté sur %(count)s lignes.") % {
            "name": name,
            "count": count,
        }
    for row in report["error_rows"]:
        yield _("Ligne %(line)s, %(label)s : %(why)s") % {**row, "why": " ".join(row["errors"])}
    if not report["dry_run"]:
        yield _("Pour tout annuler : essaim import --undo %(import)s") % report
