"""What every page reads as `shell`: nothing is computed before the template asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import Branding, branding_for
from essaim.engines.notifications.api import Bell, bell_of
from essaim.kit.instance import Instance, inside

from . import menu

KEPT = 512


def url_or_none(name: str) -> str:
    """An address that exists only when its engine is installed; "" otherwise."""
    return _url_or_none(name, get_script_prefix())


@lru_cache(maxsize=256)
def _url_or_none(name: str, prefix: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


_kept: dict[tuple[str, ...], SafeString] = {}


def kept(template: str, variant: str, context: Callable[[], dict[str, Any]]) -> SafeString:
    """A part that is the same for everybody, rendered once per language (and per sandbox prefix)."""
    key = (template, variant, get_language() or "", get_script_prefix())
    if settings.DEBUG or key not in _kept:
        if len(_kept) > KEPT:
            _kept.clear()
        _kept[key] = render_to_string(template, context())
    return _kept[key]


class Shell:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    @cached_property
    def branding(self) -> Branding:
        return branding_for(self.user)

    @property
    def name(self) -> str:
        return self.branding.name

    @property
    def logo_url(self) -> str:
        return self.branding.logo_url

    @property
    def css_url(self) -> str:
        return self.branding.css_url

    @property
    def contact_email(self) -> str:
        return self.branding.contact_email

    @property
    def theme(self) -> str:
        kept = self.request.COOKIES.get("es-theme", "")
        return kept if kept in ("light", "dark") else ""

    @property
    def folded(self) -> bool:
        return self.request.COOKIES.get("es-nav") == "folded"

    @property
    def dense(self) -> bool:
        return self.request.COOKIES.get("es-density") == "dense"

    @property
    def home_url(self) -> str:
        return get_script_prefix()

    @property
    def menu(self) -> SafeString:
        return menu.menu_html(self.user, self.request.path) if self.signed_in else SafeString("")

    @cached_property
    def create(self) -> SafeString:
        return menu.create_html(self.user) if self.signed_in else SafeString("")

    @cached_property
    def search_url(self) -> str:
        return url_or_none("search:results")

    @property
    def palette_url(self) -> str:
        return url_or_none("palette")

    @property
    def login_url(self) -> str:
        return url_or_none("account_login")

    @property
    def logout_url(self) -> str:
        return url_or_none("account_logout")

    @property
    def user_name(self) -> str:
        return str(self.user) if self.signed_in else ""

    @property
    def user_key(self) -> str:
        """Whoever is really there, also while seeing as somebody else."""
        return str(getattr(self.request, "real_user", self.user).pk) if self.signed_in else ""

    @property
    def user_email(self) -> str:
        return self.user.email if self.signed_in else ""

    @property
    def user_menu(self) -> SafeString:
        theme = self.theme
        return kept("kit/user_menu.html", theme, lambda: {"links": self.user_links(), "theme": theme})

    @cached_property
    def bell(self) -> Bell | None:
        return bell_of(self.request)

    @property
    def overlays(self) -> SafeString:
        return kept("kit/overlays.html", "", dict)

    def user_links(self) -> list[dict[str, str]]:
        known = (
            ("accounts:profile", _("Mon profil"), "user-circle"),
            ("notifications:preferences", _("Mes notifications"), "bell"),
            ("accounts:security", _("Connexion et sécurité"), "shield-lock"),
            ("accounts:sessions", _("Mes appareils connectés"), "device-mobile"),
        )
        found = [{"url": url_or_none(name), "label": label, "icon": icon} for name, label, icon in known]
        return [item for item in found if item["url"]]

    @property
    def links(self) -> list[dict[str, str]]:
        """The foot of the page."""
        known = (
            ("accounts:charter", _("Charte d’utilisation")),
            ("accessibility", _("Accessibilité : non conforme")),
        )
        return [{"url": url_or_none(name), "label": label} for name, label in known if url_or_none(name)]

    @property
    def instance(self) -> Instance | None:
        """The sandbox one is in, for its bar."""
        return inside()

    @property
    def view_as(self) -> Any:
        return getattr(self.request, "view_as", None)

    @property
    def view_as_end_url(self) -> str:
        return url_or_none("rights:view_as_end")


def shell(request: HttpRequest) -> dict[str, Shell]:
    return {"shell": Shell(request)}
