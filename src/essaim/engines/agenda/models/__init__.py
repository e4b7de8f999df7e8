from .event import Event
from .feed import Feed
from .occurrence import Occurrence
from .participation import Participation
from .resource import Resource

__all__ = ["Event", "Feed", "Occurrence", "Participation", "Resource"]
