"""How documents point to records of any type."""

from essaim.kit.linking import GenericLink, generic_links

generic_links.declare(
    GenericLink("library.attachment", "library.Attachment", "record_type", "record_id"),
)
