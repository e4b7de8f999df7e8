from .boards import (
    StaleBoard,
    do_arrange,
    do_change_board,
    do_copy_widget,
    do_create_board,
    do_delete_board,
    do_keep_filters,
    do_put_widget,
    do_remove_widget,
)

__all__ = [
    "StaleBoard",
    "do_arrange",
    "do_change_board",
    "do_copy_widget",
    "do_create_board",
    "do_delete_board",
    "do_keep_filters",
    "do_put_widget",
    "do_remove_widget",
]
