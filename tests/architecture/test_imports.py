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

# Demo data may also use the factories of the engines below. A test may look anywhere: at the journal after
# a write, at the command that calls it; but not into pages, forms or queries.
SHARED_WITH_DEMO = {"api", "factories", "testing", "testing_api", "demo"}
SHARED_WITH_TESTS = SHARED_WITH_DEMO | {"models", "tests"}
DOTTED = re.compile(r"essaim\.(?:engines|modules)\.\w+(?:\.\w+)*")


def is_test(name: str) -> bool:
    return "/tests/" in name


def is_demo(name: str) -> bool:
    return bool(re.search(r"/testing/|/demo(/|\.py$)|/factories|/bench/|testing(_api)?\.py$", name))


def use_fault(user: Place, name: str, dotted: str) -> str:
    """Why `user` may not import `dotted`, or nothing."""
    used = place_of(dotted)
    if used is None or used == user:
        return ""
    if not (user.may_use(used) or is_test(name)):
        return f"{dotted} is not below"
    parts = dotted.split(".")
    if used.layer != "engines" or len(parts) < 4:
        return ""
    shared = SHARED_WITH_TESTS if is_test(name) else SHARED_WITH_DEMO if is_demo(name) else {"api"}
    if parts[3] in shared:
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
