"""String references are imports too: foreign keys, addresses, templates and model names point downward."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.sources import (
    Place,
    place_of,
    place_of_file,
    product_files,
    short,
    template_files,
    template_name,
    tree,
)

URL_TAG = re.compile(r"""\{%-?\s*url\s+["']([\w:.-]+)["']""")
TEMPLATE_TAG = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"'#]+)["'#]""")
URL_CALLS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
TEMPLATE_CALLS = {"render", "render_to_string", "get_template", "select_template", "TemplateResponse"}


@cache
def url_owners() -> dict[str, Place]:
    """The place of the view behind each named address."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Place]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and entry.name:
            place = place_of(entry.lookup_str)
            if place:
                yield f"{namespace}{entry.name}", place


@cache
def template_owners() -> dict[str, Place]:
    return {template_name(path): place for path in template_files() if (place := place_of_file(path))}


def called(path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """(line, function, its literal string arguments) of each call."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            yield node.lineno, name, texts


def test_foreign_keys_point_downward() -> None:
    found = []
    for model in apps.get_models(include_auto_created=True):
        owner = place_of(model.__module__)
        if owner is None:
            continue
        for field in model._meta.get_fields():
            related = getattr(field, "related_model", None)
            if field.auto_created or related is None or isinstance(related, str):
                continue
            target = place_of(related.__module__)
            if target is not None and not owner.may_use(target):
                found.append(f"{model._meta.label}.{field.name} -> {related._meta.label}")
    assert not found, "\n".join(found)


def test_templates_name_only_addresses_and_templates_below_them() -> None:
    found = []
    for path in template_files():
        owner = place_of_file(path)
        assert owner is not None
        text = path.read_text()
        targets = [(name, url_owners().get(name)) for name in URL_TAG.findall(text)]
        targets += [(name, template_owners().get(name)) for name in TEMPLATE_TAG.findall(text)]
        found += [f"{short(path)}: {name}" for name, place in targets if place and not owner.may_use(place)]
    assert not found, "\n".join(found)


def test_addresses_named_in_templates_exist() -> None:
    known = set(get_names(get_resolver(), "")) | names_only_maintainers_have()
    found = [
        f"{short(path)}: {name}"
        for path in template_files()
        for name in URL_TAG.findall(path.read_text())
        if name not in known
    ]
    assert not found, "\n".join(found)


def names_only_maintainers_have() -> set[str]:
    """The style guide's addresses exist only while debugging."""
    return {
        keyword.value.value
        for path in product_files()
        if path.name == "urls.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call)
        for keyword in inner.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    }


def get_names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from get_names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif entry.name:
            yield f"{namespace}{entry.name}"


def test_python_names_only_addresses_templates_and_models_below_it() -> None:
    found = []
    for path in product_files():
        owner = place_of_file(path)
        if owner is None:
            continue
        for line, function, texts in called(path):
            for text in texts:
                target = _target(function, text, texts)
                if target is not None and not owner.may_use(target):
                    found.append(f"{short(path)}:{line} {function}({text!r})")
    assert not found, "\n".join(found)


def _target(function: str, text: str, texts: list[str]) -> Place | None:
    if function in URL_CALLS:
        return url_owners().get(text)
    if function in TEMPLATE_CALLS:
        return template_owners().get(text.split("#")[0])
    if function in {"get_model", "get_app_config", "is_installed"} and text == texts[0]:
        config = apps.app_configs.get(text.split(".")[0])
        return place_of(config.name) if config else None
    return None
