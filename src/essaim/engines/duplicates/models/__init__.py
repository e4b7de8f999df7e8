from .merge import Merge
from .pair import DuplicatePair
from .scan_run import ScanRun

__all__ = ["DuplicatePair", "Merge", "ScanRun"]
