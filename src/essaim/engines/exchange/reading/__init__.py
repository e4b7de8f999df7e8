from .errors import Unreadable
from .table import Table, fingerprint, open_table

__all__ = ["Table", "Unreadable", "fingerprint", "open_table"]
