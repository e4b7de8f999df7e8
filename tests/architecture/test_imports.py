"""What import-linter cannot say: only the api of an engine is imported, strings included."""

import re

from tests.support.sources import (
    Place,
    imported,
    place_of,
    place_of_file,
    product_files,
    python_files,
    short,
    strings,
)

# Tests and demo data may also use the factories of the engines below them.
SHARED_WITH_TESTS = {"api", "factories", "testing", "demo"}
DOTTED = re.compile(r"essaim\.(?:engines|modules)\.\w+(?:\.\w+)*")


def is_test_code(name: str) -> bool:
    return bool(re.search(r"/tests/|/testing/|/demo(/|\.py$)|/factories|/bench/|testing\.py$", name))


def use_fault(user: Place, name: str, dotted: str) -> str:
    """Why `user` may not import `dotted`, or nothing."""
    used = place_of(dotted)
    if used is None or used == user:
        return ""
    if not user.may_use(used):
        return f"{dotted} is not below"
    parts = dotted.split(".")
    if used.layer != "engines" or len(parts) < 4:
        return ""
    if parts[3] == "api" or (is_test_code(name) and parts[3] in SHARED_WITH_TESTS):
        return ""
    return f"{dotted}: only the api of an engine is for others"


def test_only_the_api_of_a_lower_engine_is_imported() -> None:
    found = []
    for path in python_files():
        user, name = place_of_file(path), short(path)
        if user is None:
            continue
        for line, dotted in imported(path):
            if fault := use_fault(user, name, dotted):
                found.append(f"{name}:{line} {fault}")
    assert not found, "\n".join(found)


def test_dotted_paths_in_strings_stay_at_home() -> None:
    """Settings and commands of `config` name middleware and commands; nobody else names another's inside."""
    found = []
    for path in product_files():
        user = place_of_file(path)
        if user is None or user.layer == "config":
            continue
        found += [
            f"{short(path)}:{line} {text}"
            for line, text in strings(path)
            if DOTTED.fullmatch(text) and (place_of(text) or user) != user
        ]
    assert not found, "\n".join(found)


def test_no_file_imports_a_higher_place_inside_a_function() -> None:
    found = []
    for path in product_files():
        user = place_of_file(path)
        if user is None:
            continue
        for line, dotted in imported(path):
            used = place_of(dotted)
            if used is not None and not user.may_use(used):
                found.append(f"{short(path)}:{line} {dotted}")
    assert not found, "\n".join(found)
