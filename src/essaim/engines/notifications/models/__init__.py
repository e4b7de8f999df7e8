from .notification import Notification
from .preference import Preference, Settings

__all__ = ["Notification", "Preference", "Settings"]
