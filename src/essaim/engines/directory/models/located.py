from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory import places
from essaim.engines.directory.countries import COUNTRIES


def default_country() -> str:
    """Where people are, unless said: ISO 3166 code."""
    return getattr(settings, "DEFAULT_COUNTRY", "FR")


class Located(models.Model):
    """An address. What follows from postcode and town (codes, position) is computed by `places`.

    `commune_code` is INSEE's; `department` and `region` are codes of `accounts.Territory`.
    Position in degrees (WGS 84), that of the town unless somebody gave a better one.
    """

    street = models.CharField(_("adresse"), max_length=200, blank=True)
    street_extra = models.CharField(_("complément d’adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=12, blank=True)
    city = models.CharField(_("ville"), max_length=120, blank=True)
    country = models.CharField(_("pays"), max_length=2, choices=COUNTRIES, default=default_country)
    commune_code = models.CharField(_("code de la commune"), max_length=20, blank=True)
    department = models.CharField(_("département"), max_length=20, blank=True)
    region = models.CharField(_("région"), max_length=20, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        instance = super().from_db(*args, **kwargs)
        instance.remember()
        return instance

    def remember(self) -> None:
        """Note the position as it is stored: a position changed by hand is never computed again."""
        stored = self.__dict__
        stored["_known_position"] = (stored.get("latitude"), stored.get("longitude"))

    def locate(self) -> None:
        """Fill the codes and the position from postcode and town."""
        place = places.locate(self.postcode, self.city, self.country)
        moved = self.commune_code != (place.commune_code if place else "")
        known = self.__dict__.get("_known_position", (None, None))
        if moved and (self.latitude, self.longitude) == known:
            self.latitude = place.latitude if place else None
            self.longitude = place.longitude if place else None
        self.commune_code = place.commune_code if place else ""
        self.department = place.department if place else places.department_of(self.postcode, self.country)
        self.region = place.region if place else places.region_of(self.department, self.country)
        if place and not self.city:
            self.city = place.city

    @property
    def has_address(self) -> bool:
        return bool(self.street or self.street_extra or self.postcode or self.city)

    @property
    def address_lines(self) -> list[str]:
        """As on an envelope; the country only when it is not the usual one."""
        town = f"{self.postcode} {self.city}".strip()
        country = "" if self.country == default_country() else str(self.get_country_display())
        return [line for line in (self.street_extra, self.street, town, country) if line]
