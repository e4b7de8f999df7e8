from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

INDEX = "search_entry_fts"
DOCUMENT = "document"


class TokensField(models.TextField):
    """Tokens separated by spaces; `column__match=` takes a `backends.Match`."""


@TokensField.register_lookup
class Matches(Lookup):
    lookup_name = "match"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (value,)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        key = f"{connection.ops.quote_name(self.lhs.alias)}.id"  # type: ignore[attr-defined]
        return (
            f"{key} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)",  # noqa: S608  our own table
            (self.rhs.for_sqlite(),),
        )

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        table = connection.ops.quote_name(self.lhs.alias)  # type: ignore[attr-defined]
        return f"{table}.{DOCUMENT} @@ %s::tsquery", (self.rhs.for_postgresql(),)


class Entry(models.Model):
    """What can be found of one record. `id` = the source's number << 44 | the record's key.

    - `tokens`: folded words; "_" + stem for long texts; "=" + word for words of the title; each after
      the code of the source.
    - `body`: [[field name, text], …] that excerpts are cut from.
    """

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(
        "search.Source", models.CASCADE, related_name="+", db_index=False, verbose_name=_("source")
    )
    object_id = models.BigIntegerField(_("fiche"))
    title = models.CharField(_("titre"), max_length=300)
    title_key = models.CharField(_("titre comparé"), max_length=300)
    tokens = TokensField(_("mots"))
    body = models.JSONField(_("texte"), default=list)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)

    class Meta:
        verbose_name = _("entrée de recherche")
        verbose_name_plural = _("entrées de recherche")

    def __str__(self) -> str:
        return self.title
