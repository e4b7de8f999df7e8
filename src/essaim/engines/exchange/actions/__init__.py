from .correcting import correct, new_field, translate
from .deciding import decide, decide_all, match, remember, set_rules
from .running import ask_for_plan, ask_for_undo, ask_for_write, plan_now, recover, undo_now, write_now
from .uploading import change_sheet, upload

__all__ = [
    "ask_for_plan",
    "ask_for_undo",
    "ask_for_write",
    "change_sheet",
    "correct",
    "decide",
    "decide_all",
    "match",
    "new_field",
    "plan_now",
    "recover",
    "remember",
    "set_rules",
    "translate",
    "undo_now",
    "upload",
    "write_now",
]
