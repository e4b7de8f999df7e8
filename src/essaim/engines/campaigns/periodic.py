"""What the worker does for campaigns from time to time."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from . import rounds

periodic_tasks.declare(
    PeriodicTask("campaigns.send", rounds.call_courier, 2),
)
