from .appearance import Appearance
from .charter import CharterAcceptance, CharterVersion
from .group import Group
from .installation import Installation
from .invitation import Invitation
from .network import Network
from .sign_in_link import SignInLink
from .territory import Territory
from .user import User

__all__ = [
    "Appearance",
    "CharterAcceptance",
    "CharterVersion",
    "Group",
    "Installation",
    "Invitation",
    "Network",
    "SignInLink",
    "Territory",
    "User",
]
