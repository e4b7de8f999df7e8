"""What the worker does for campaigns from time to time."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from . import rounds

periodic_tasks.declare(
    PeriodicTask("campaigns.send", rounds.call_courier, 2),
    PeriodicTask("campaigns.automatic", rounds.run_automatic, 10 * 60),
    PeriodicTask("campaigns.follow_up", rounds.follow_up, 30 * 60),
    PeriodicTask("campaigns.inbox", rounds.read_inbox, 2 * 60),
    PeriodicTask("campaigns.newsletters", rounds.draft_newsletters, 10 * 60),
)
