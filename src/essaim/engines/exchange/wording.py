"""How an import and its rows are spoken of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import ImportRow, ImportRun

Fate = ImportRow.Fate
State = ImportRun.State
STEPS = (
    gettext_lazy("Fichier"),
    gettext_lazy("Colonnes"),
    gettext_lazy("Règles"),
    gettext_lazy("Essai"),
    gettext_lazy("Import"),
)
LOOKS = {
    Fate.CREATE: ("success", "plus"),
    Fate.UPDATE: ("info", "pencil"),
    Fate.UNCHANGED: ("neutral", "equal"),
    Fate.DOUBTFUL: ("warning", "alert-triangle"),
    Fate.ERROR: ("danger", "x"),
    Fate.SKIPPED: ("neutral", "player-skip-forward"),
    Fate.GATHERED: ("neutral", "arrows-join"),
}
STATE_TONES = {
    State.WRITTEN: "success",
    State.FAILED: "danger",
    State.UNDONE: "neutral",
    State.PLANNED: "warning",
}


def fate_cards(run: ImportRun, chosen: str) -> list[dict[str, Any]]:
    """The totals by fate, in the order they matter to somebody who is about to confirm."""
    labels = {
        Fate.CREATE: _("à créer"),
        Fate.UPDATE: _("à mettre à jour"),
        Fate.UNCHANGED: _("sans changement"),
        Fate.DOUBTFUL: _("douteuses"),
        Fate.ERROR: _("en erreur"),
        Fate.SKIPPED: _("laissées de côté"),
        Fate.GATHERED: _("réunies à une autre ligne"),
    }
    return [
        {
            "fate": fate.value,
            "label": labels[fate],
            "count": run.count(fate),
            "tone": LOOKS[fate][0],
            "icon": LOOKS[fate][1],
            "active": fate.value == chosen,
        }
        for fate in Fate
        if run.count(fate) or fate in (Fate.CREATE, Fate.UPDATE, Fate.DOUBTFUL, Fate.ERROR)
    ]


def look(fate: str) -> dict[str, str]:
    tone, icon = LOOKS[Fate(fate)]
    return {"tone": tone, "icon": icon, "label": str(Fate(fate).label)}


def state_tone(run: ImportRun) -> str:
    return STATE_TONES.get(State(run.state), "info")


def history_line(run: ImportRun) -> dict[str, Any]:
    """One line of the list of imports; what is not known yet is None."""
    written = run.counts.get("written", {})
    return {
        "run": run,
        "tone": state_tone(run),
        "url": next_url_name(run),
        "rows": run.counts.get("rows"),
        "created": written.get("created"),
        "changed": written.get("changed"),
    }


def told(run: ImportRun) -> list[str]:
    """What was mended or left out, column by column, in sentences."""
    sentences = []
    for name, count in run.counts.get("mended", {}).items():
        sentences.append(
            ngettext(
                "%(name)s : un zéro perdu par le tableur a été remis sur %(count)s ligne.",
                "%(name)s : un zéro perdu par le tableur a été remis sur %(count)s lignes.",
                count,
            )
            % {"name": name, "count": count}
        )
    for name, count in run.counts.get("left", {}).items():
        sentences.append(
            ngettext(
                "%(name)s : %(count)s valeur refusée a été laissée de côté, sa ligne est gardée.",
                "%(name)s : %(count)s valeurs refusées ont été laissées de côté, leurs lignes sont gardées.",
                count,
            )
            % {"name": name, "count": count}
        )
    if related := run.count("related"):
        sentences.append(
            ngettext(
                "%s autre fiche, nommée dans ce fichier, sera créée en même temps.",
                "%s autres fiches, nommées dans ce fichier, seront créées en même temps.",
                related,
            )
            % related
        )
    return sentences


def next_url_name(run: ImportRun) -> str:
    """Which page of the wizard the run stands at."""
    return {
        State.UPLOADED: "exchange:columns",
        State.MATCHED: "exchange:rules",
        State.PLANNING: "exchange:trial",
        State.PLANNED: "exchange:trial",
    }.get(State(run.state), "exchange:result")
