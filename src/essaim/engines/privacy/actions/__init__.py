from .access import do_hand_over
from .erasing import ErasureBlocked, blockers_of, do_erase
from .purging import do_confirm, do_drop, do_exclude, make_report
from .register import do_delete_processing, do_prefill, do_save_processing
from .rules import do_delete_rule, do_save_rule

__all__ = [
    "ErasureBlocked",
    "blockers_of",
    "do_confirm",
    "do_delete_processing",
    "do_delete_rule",
    "do_drop",
    "do_erase",
    "do_exclude",
    "do_hand_over",
    "do_prefill",
    "do_save_processing",
    "do_save_rule",
    "make_report",
]
