from .deciding import declare_distinct, reopen
from .merging import merge, merge_safe_pairs, unmerge
from .scanning import scan_type

__all__ = ["declare_distinct", "merge", "merge_safe_pairs", "reopen", "scan_type", "unmerge"]
