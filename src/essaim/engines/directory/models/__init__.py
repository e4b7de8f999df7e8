from .activity_kind import ActivityKind
from .address import Address
from .affiliation import Affiliation
from .consent import Consent
from .contact_point import ContactPoint
from .located import Located
from .organisation import Organisation
from .person import Person
from .relationship import Relationship, RelationshipKind
from .tag import Tag

__all__ = [
    "ActivityKind",
    "Address",
    "Affiliation",
    "Consent",
    "ContactPoint",
    "Located",
    "Organisation",
    "Person",
    "Relationship",
    "RelationshipKind",
    "Tag",
]
