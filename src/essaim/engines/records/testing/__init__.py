"""What every record type owes, and what tests of record types share."""

from .people import bring_within, target_of, user_with
from .suite import RecordTypeSuite

__all__ = ["RecordTypeSuite", "bring_within", "target_of", "user_with"]
