"""Reminders every hour; forgotten drafts swept every day."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from .actions.reminding import remind, sweep

periodic_tasks.declare(
    PeriodicTask("forms.remind", remind, 3600),
    PeriodicTask("forms.sweep", sweep, 24 * 3600),
)
