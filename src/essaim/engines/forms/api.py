"""What modules and higher engines may use of the forms.

A module declares its ready forms (`form_templates.declare(FormTemplate(…))`), opens one on any record
(`open_form(actor=, form=ready_form(actor=, name=), subject=, seats=[Seat("officer", user=…), …])`), reads the
answers (`responses_about`, `answers_of`) and follows the events `forms.rendered` (one voice) and
`forms.completed` (all of them).
"""

from __future__ import annotations

from .actions.opening import Seat
from .actions.opening import do_invite as invite
from .actions.opening import do_open as open_form
from .actions.opening import do_renew as renew_link
from .actions.opening import do_reopen as reopen_voice
from .actions.publishing import do_duplicate as duplicate_form
from .actions.publishing import do_publish as publish_form
from .actions.publishing import do_use_template as use_template
from .actions.publishing import ready_form
from .choices import Access, Progress, Spoken
from .declared import FormTemplate, form_templates
from .definition.parts import Definition, read
from .definition.writing import choices, question, rows, section
from .doors import public_link, voice_link
from .models import Form, Response, Version, Voice
from .queries import response_for, responses_about
from .reading_answers import Answers, answers_of

__all__ = [
    "Access",
    "Answers",
    "Definition",
    "Form",
    "FormTemplate",
    "Progress",
    "Response",
    "Seat",
    "Spoken",
    "Version",
    "Voice",
    "answers_of",
    "choices",
    "duplicate_form",
    "form_templates",
    "invite",
    "open_form",
    "public_link",
    "publish_form",
    "question",
    "read",
    "ready_form",
    "renew_link",
    "reopen_voice",
    "response_for",
    "responses_about",
    "rows",
    "section",
    "use_template",
    "voice_link",
]
