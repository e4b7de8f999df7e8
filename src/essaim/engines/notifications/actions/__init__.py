from .choosing import do_choose, do_choose_one, do_save_settings
from .reading import do_mark_all_read, do_mark_read

__all__ = ["do_choose", "do_choose_one", "do_mark_all_read", "do_mark_read", "do_save_settings"]
