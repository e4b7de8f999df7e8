from .clock import Clock
from .event import Event
from .feed import Feed
from .ics_import import IcsImport
from .occurrence import Occurrence
from .outside import OutsideCalendar, OutsideDate
from .participation import Participation
from .resource import Resource
from .subject import EventSubject

__all__ = [
    "Clock",
    "Event",
    "EventSubject",
    "Feed",
    "IcsImport",
    "Occurrence",
    "OutsideCalendar",
    "OutsideDate",
    "Participation",
    "Resource",
]
