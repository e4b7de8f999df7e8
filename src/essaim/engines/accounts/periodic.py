from essaim.kit.checks import PeriodicTask, periodic_tasks

from .actions.tidying import tidy

periodic_tasks.declare(PeriodicTask("accounts.tidy", tidy, 24 * 3600))
