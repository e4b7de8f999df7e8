from .entry import Entry
from .head import Head

__all__ = ["Entry", "Head"]
