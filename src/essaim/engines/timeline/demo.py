"""What the demo world's people find in their bell."""

from __future__ import annotations

from essaim.engines.notifications.api import notify
from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

GIVEN, NAMED = 3, 2


def build(world: World) -> None:
    from .models import Interaction, Task
    from .notices import tell_due

    users = list(world.users.values())
    tell_due()
    for rank, user in enumerate(users):
        giver = users[(rank + 1) % len(users)]
        for task in Task.objects.filter(assigned_to=user, status=Task.Status.OPEN).order_by("-pk")[:GIVEN]:
            notify("timeline.task_assigned", [user], object_id=task.pk, actor=giver)
        for row in Interaction.objects.for_user(user).exclude(author=user).order_by("-at")[:NAMED]:
            notify("records.mentioned", [user], subject="interactions", object_id=row.pk, actor=row.author)


demo_parts.declare(DemoPart("timeline.notices", build, order=700))
