"""What the worker does for records from time to time."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from . import bulk, submitting

DAY = 24 * 3600
periodic_tasks.declare(
    PeriodicTask("records.sendings", submitting.forget_old_sendings, DAY),
    PeriodicTask("records.bulk_recover", bulk.recover, 15 * 60),
    PeriodicTask("records.bulk_jobs", bulk.forget_old_jobs, DAY),
)
