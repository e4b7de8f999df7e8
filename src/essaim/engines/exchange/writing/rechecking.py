"""Looking once more, batch by batch, at the rows to be created: others may have written since the trial.

Two imports of the same file may both have been tried before either was written; each would then create everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.exchange.models import ImportRow, ImportRun
from essaim.engines.exchange.planning import known
from essaim.engines.exchange.planning.matches import Match, Matches
from essaim.engines.exchange.planning.options import OWN_KEY, Options
from essaim.engines.exchange.planning.reader import Draft
from essaim.engines.records.api import RecordType
from essaim.kit.likeness import finder_for

# A batch that another import had begun before the trial, and ended after it, must be seen as well.
OVERLAP = timedelta(minutes=5)


def starting_point(record_type: RecordType) -> dict[str, int]:
    """What there was when the trial began: {"above": key, "there": number of records above it}."""
    everything = known.everything(record_type)
    since = timezone.now() - OVERLAP
    newest = everything.aggregate(pk=Max("pk"))["pk"] or 0
    recent = everything.filter(created_at__gte=since).aggregate(pk=Min("pk"))["pk"]
    above = newest if recent is None else recent - 1
    return {"above": above, "there": everything.filter(pk__gt=above).count()}


@dataclass
class Verdict:
    """`found`: line → record that came meanwhile and is the same. `alike`: line → why it is not written."""

    found: dict[int, int] = field(default_factory=dict)
    alike: dict[int, str] = field(default_factory=dict)


class Recheck:
    def __init__(self, run: ImportRun, actor: Any, options: Options) -> None:
        self.run, self.actor, self.options = run, actor, options
        self.type = run.record_type
        self.matches = Matches(actor, self.type, options)
        self.finder = finder_for(self.type.name)
        self.start = run.counts.get("start") or {"above": 0, "there": 0}

    def hold(self) -> None:
        """Imports of one type write in turn, batch by batch: each sees what the other has just written."""
        writing = ImportRun.objects.filter(type=self.run.type, state=ImportRun.State.WRITING)
        list(writing.order_by("pk").select_for_update().values_list("pk", flat=True))

    def look(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], own: int) -> Verdict:
        """`own`: how many records this import has created so far."""
        verdict = Verdict()
        if not rows or not self._others_wrote(own):
            return verdict
        drafts = [Draft(row.line, row.cells, values[row.line]) for row in rows]
        if self.options.key != OWN_KEY:
            for draft, match in zip(drafts, self.matches.of(drafts), strict=True):
                self._judge(draft, match, verdict)
        left = [draft for draft in drafts if draft.line not in verdict.found | verdict.alike]
        self._likenesses(left, verdict)
        return verdict

    def _others_wrote(self, own: int) -> bool:
        now = known.everything(self.type).filter(pk__gt=self.start["above"]).count()
        return now - self.start["there"] - own > 0

    def _judge(self, draft: Draft, match: Match, verdict: Verdict) -> None:
        if match.pk is not None:
            verdict.found[draft.line] = match.pk
        elif match.refusal:
            verdict.alike[draft.line] = match.refusal
        elif match.pks:
            verdict.alike[draft.line] = _arrived(str(known.objects(self.type, match.pks[:1])[match.pks[0]]))

    def _likenesses(self, drafts: list[Draft], verdict: Verdict) -> None:
        if self.finder is None or not drafts or self.options.doubtful == "create":
            return
        mine = self._made_by_this_run()
        answers = self.finder.find(self.actor, [draft.values for draft in drafts])
        for draft, answer in zip(drafts, answers, strict=True):
            others = [item for item in answer if item.pk not in mine]
            if not others:
                continue
            if self.options.doubtful == "update":
                verdict.found[draft.line] = others[0].pk
            else:
                verdict.alike[draft.line] = _arrived(others[0].label)

    def _made_by_this_run(self) -> set[int]:
        """What looks like another line of the same file was settled at the trial."""
        model = self.type.model_class._meta.label_lower
        return set(self.run.traces.filter(model=model).values_list("object_id", flat=True))


def _arrived(label: str) -> str:
    return (
        _(
            "« %s », qui lui ressemble, a été créée depuis l’essai, sans doute par un autre import : cette ligne "
            "n’a pas été écrite. Importez-la de nouveau pour choisir."
        )
        % label
    )
