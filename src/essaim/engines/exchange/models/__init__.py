from .export import Export
from .import_mapping import ImportMapping
from .import_row import ImportRow
from .import_run import ImportRun
from .import_trace import ImportTrace

__all__ = ["Export", "ImportMapping", "ImportRow", "ImportRun", "ImportTrace"]
