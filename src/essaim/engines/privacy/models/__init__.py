from .erasure import Erasure
from .processing import Processing
from .report import PurgeItem, PurgeReport
from .rule import RetentionRule

__all__ = ["Erasure", "Processing", "PurgeItem", "PurgeReport", "RetentionRule"]
