from .campaign import Campaign
from .message import Message, Opening, Reading
from .newsletter import Newsletter
from .suppression import Suppression
from .template import MessageTemplate
from .topic import Refusal, Topic

__all__ = [
    "Campaign",
    "Message",
    "MessageTemplate",
    "Newsletter",
    "Opening",
    "Reading",
    "Refusal",
    "Suppression",
    "Topic",
]
