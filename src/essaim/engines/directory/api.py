"""What other engines and modules may use of the directory."""

from __future__ import annotations

from .actions.parts import do_record_consents
from .actions.profiles import find_or_create_organisation
from .emails import email as normalise_email
from .emails import suggestion as email_suggestion
from .models import (
    ActivityKind,
    Address,
    Affiliation,
    Consent,
    ContactPoint,
    Organisation,
    Person,
    Relationship,
    Tag,
)
from .normalise import compact
from .phones import phone as normalise_phone
from .phones import readable as readable_phone
from .places import Place, locate
from .queries import allowed as allowed_to_contact
from .territories import remembered as territories_remembered

__all__ = [
    "ActivityKind",
    "Address",
    "Affiliation",
    "Consent",
    "ContactPoint",
    "Organisation",
    "Person",
    "Place",
    "Relationship",
    "Tag",
    "allowed_to_contact",
    "compact",
    "do_record_consents",
    "email_suggestion",
    "find_or_create_organisation",
    "locate",
    "normalise_email",
    "normalise_phone",
    "readable_phone",
    "territories_remembered",
]
