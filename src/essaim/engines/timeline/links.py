"""How exchanges and tasks point to records of any type."""

from essaim.kit.linking import GenericLink, generic_links

generic_links.declare(
    GenericLink("timeline.interaction", "timeline.Interaction", "subject_type", "subject_id"),
    GenericLink("timeline.task", "timeline.Task", "subject_type", "subject_id"),
    GenericLink(
        "timeline.interaction_link", "timeline.InteractionLink", "record_type", "record_id", goes=True
    ),
    GenericLink("timeline.task_link", "timeline.TaskLink", "record_type", "record_id", goes=True),
)
