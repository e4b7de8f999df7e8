from .deciding import decide, decide_all, match, remember, set_rules
from .running import ask_for_plan, ask_for_undo, ask_for_write, plan_now, recover, undo_now, write_now
from .uploading import upload

__all__ = [
    "ask_for_plan",
    "ask_for_undo",
    "ask_for_write",
    "decide",
    "decide_all",
    "match",
    "plan_now",
    "recover",
    "remember",
    "set_rules",
    "undo_now",
    "upload",
    "write_now",
]
