"""What other engines and modules may use of the directory."""

from __future__ import annotations

from .emails import email as normalise_email
from .emails import suggestion as email_suggestion
from .models import ActivityKind, Address, Affiliation, Consent, ContactPoint, Organisation, Person, Tag
from .normalise import compact
from .phones import phone as normalise_phone
from .phones import readable as readable_phone
from .places import Place, locate
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
    "Tag",
    "compact",
    "email_suggestion",
    "locate",
    "normalise_email",
    "normalise_phone",
    "readable_phone",
    "territories_remembered",
]
