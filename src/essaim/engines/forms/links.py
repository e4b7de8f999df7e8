"""How answers point to records of any type."""

from essaim.kit.linking import GenericLink, generic_links

generic_links.declare(
    GenericLink("forms.subject", "forms.Response", "subject_type", "subject_id"),
    GenericLink("forms.fed", "forms.Response", "fed_type", "fed_id"),
)
