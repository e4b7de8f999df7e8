"""Every record type is held to the suite of its kind."""

import ast
from collections.abc import Iterator

from django.apps import apps

from essaim.engines.records.api import record_types
from tests.support.sources import python_files, tree


def suites() -> Iterator[str]:
    """The record types named by subclasses of RecordTypeSuite."""
    for path in python_files():
        if "tests" not in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and any(
                "RecordTypeSuite" in ast.unparse(base) for base in node.bases
            ):
                for line in node.body:
                    if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "record_type":
                        yield ast.literal_eval(line.value)


def test_every_record_type_has_its_suite() -> None:
    ours = {name for name in record_types.names() if _is_ours(record_types.declared_by(name))}
    assert sorted(ours - set(suites())) == []


def _is_ours(label: str) -> bool:
    return label in apps.app_configs and apps.app_configs[label].name.startswith("essaim.")
