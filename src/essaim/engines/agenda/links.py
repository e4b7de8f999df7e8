"""How events point to records of any type."""

from essaim.kit.linking import GenericLink, generic_links

generic_links.declare(
    GenericLink("agenda.subject", "agenda.EventSubject", "record_type", "record_id"),
)
