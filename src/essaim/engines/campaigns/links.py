"""How messages point to records of any type."""

from essaim.kit.linking import GenericLink, generic_links

generic_links.declare(GenericLink("campaigns.message", "campaigns.Message", "record_type", "record_id"))
