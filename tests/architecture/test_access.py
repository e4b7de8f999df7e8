"""Every address says who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from essaim.kit.access import Access


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here, entry


def access_of(pattern: URLPattern) -> object:
    view = pattern.callback
    for holder in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        if (access := getattr(holder, "access", None)) is not None:
            return access
    return None


def test_every_address_declares_its_access() -> None:
    found = [
        f"/{route} ({pattern.lookup_str})"
        for route, pattern in patterns(get_resolver())
        if not isinstance(access_of(pattern), Access)
    ]
    assert not found, "\n".join(found)


def test_public_addresses_say_why() -> None:
    found = [
        route
        for route, pattern in patterns(get_resolver())
        if isinstance(access := access_of(pattern), Access) and access.kind == "public" and not access.why
    ]
    assert not found, "\n".join(found)
