"""One's own choices: which kinds, by which way, when."""

from __future__ import annotations

from typing import Any

from essaim.engines.notifications.choices import Choice, choices_of, settings_of
from essaim.engines.notifications.declarations import Rhythm, digest_blocks, kinds
from essaim.engines.notifications.models import Notification, Preference
from essaim.kit.writing import snapshot, writing

ALL = "digest"


def do_choose(*, actor: Any, choices: dict[str, Choice]) -> int:
    """Keeps the choices that differ from what holds now; how many did."""
    present = choices_of(actor)
    changed = 0
    with writing(actor) as work:
        for code, choice in choices.items():
            if code in present and present[code] != choice and choice.mail in Rhythm.values:
                row, _made = Preference.objects.update_or_create(
                    user=actor, kind=code, defaults={"shown": choice.shown, "mail": choice.mail}
                )
                old = present[code]
                work.noted(
                    row, "changed", {"shown": (old.shown, choice.shown), "mail": (old.mail, choice.mail)}
                )
                _follow(actor, code, choice)
                changed += 1
    return changed


def _follow(actor: Any, code: str, choice: Choice) -> None:
    """What was waiting to be mailed is not any more."""
    if choice.mail == Rhythm.NEVER:
        Notification.objects.filter(user=actor, kind=code, mail=Notification.Mail.WAITING).update(
            mail=Notification.Mail.NONE
        )


def do_choose_one(*, actor: Any, code: str, mail: str) -> None:
    """From the link of a mail: one kind, or every digest at once (code "digest")."""
    present = choices_of(actor)
    if code == ALL:
        codes = [name for name, choice in present.items() if choice.mail in (Rhythm.DAILY, Rhythm.WEEKLY)]
    else:
        codes = [code] if code in present else []
    do_choose(actor=actor, choices={name: Choice(present[name].shown, mail) for name in codes})


def do_save_settings(*, actor: Any, values: dict[str, Any]) -> None:
    with writing(actor) as work:
        own = settings_of(actor)
        before = snapshot(own)
        for name, value in values.items():
            setattr(own, name, value)
        own.save()
        work.changed(own, before)


def label_of(code: str) -> Any:
    """How a kind or block is called in the preferences; None for one that is not known."""
    if code in kinds:
        return kinds.get(code).label
    return next((block.title for block in digest_blocks if block.code == code), None)
