"""What the worker does for sandboxes: today's templates before anybody asks, and the old ones erased."""

from essaim.kit.checks import PeriodicTask, periodic_tasks

from .actions.copies import do_expire
from .building import make, path_of
from .declarations import templates


def make_templates() -> None:
    """Only those somebody uses: the first is made when it is first asked."""
    from django.utils import timezone

    from .models import Sandbox

    used = set(Sandbox.objects.values_list("template", flat=True).distinct())
    for template in templates:
        if template.code in used and not path_of(template, timezone.localdate()).exists():
            make(template)


def expire() -> None:
    do_expire(actor=None)


periodic_tasks.declare(
    PeriodicTask("sandbox.templates", make_templates, 600),
    PeriodicTask("sandbox.expire", expire, 3600),
)
