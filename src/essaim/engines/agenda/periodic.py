"""Rules without end are brought forward every day."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from .expanding import refresh

periodic_tasks.declare(PeriodicTask("agenda.expand", refresh, 24 * 3600))
