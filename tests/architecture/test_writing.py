"""Reads in queries, writes in actions: pages and fragments reach no model by themselves."""

import ast
from pathlib import Path

from tests.support.sources import product_files, short, tree

MANAGERS = {"objects", "_default_manager", "_base_manager", "all_objects"}
SAVING = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}


def thin_files() -> list[Path]:
    return [
        p for p in product_files() if "pages" in p.parts or p.name == "fragments.py" or "fragments" in p.parts
    ]


def test_pages_and_fragments_never_touch_a_manager() -> None:
    found = [
        f"{short(path)}:{node.lineno} .{node.attr}"
        for path in thin_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
    assert not found, "\n".join(found)


def test_pages_and_fragments_never_write() -> None:
    found = [
        f"{short(path)}:{node.lineno} .{node.func.attr}()"
        for path in thin_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SAVING
        and not _is_form(node.func.value)
    ]
    assert not found, "\n".join(found)


def _is_form(node: ast.expr) -> bool:
    """`form.save(actor=…)` calls an action; sessions and files are not records."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return "form" in name or name in {"session", "workbook", "book", "storage", "default_storage"}


def test_actions_take_their_actor_by_name() -> None:
    found = []
    for path in product_files():
        if path.name != "actions.py" and "actions" not in path.parts:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("do_"):
                names = {argument.arg for argument in node.args.kwonlyargs}
                if "actor" not in names or node.args.args:
                    found.append(f"{short(path)}:{node.lineno} {node.name}")
    assert not found, "\n".join(found)
