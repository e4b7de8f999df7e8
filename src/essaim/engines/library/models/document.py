from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.library.choices import ICONS, Kind, Reading
from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Document(Record):
    """Something to read: a file with its versions, or the address of a page elsewhere.

    `networks` publish it: reaches of *change* look at them. `audience` says who sees it (see
    `audience.py`), `AudienceLine` rows are the same for the database; `with_record`: also whoever sees
    a record it is attached to. `content_at`: when what it says last changed, which makes it new again.
    """

    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    link = models.URLField(_("adresse web"), max_length=500, blank=True)
    collection = models.ForeignKey(
        "library.Collection", models.SET_NULL, null=True, blank=True, verbose_name=_("collection")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("responsable"),
    )  # fmt: skip
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("publié par")
    )
    review_on = models.DateField(_("à relire le"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("remplacé par"),
    )
    audience = models.JSONField(_("qui le voit"), default=list, blank=True)
    with_record = models.BooleanField(_("visible avec les fiches"), default=False)

    current = models.ForeignKey(
        "library.Version", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    kind = models.CharField(_("type"), max_length=8, choices=Kind.choices, default=Kind.LINK, editable=False)
    file_name = models.CharField(_("fichier"), max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("taille"), default=0, editable=False)
    number = models.PositiveIntegerField(_("version"), default=0, editable=False)
    content_at = models.DateTimeField(_("mis à jour le"), default=timezone.now, editable=False)
    reading = models.CharField(
        _("lecture"), max_length=8, choices=Reading.choices, default=Reading.NONE, editable=False
    )
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text", "current", "content_at", "reading")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        default_related_name = "documents"
        ordering = ["-content_at", "-id"]
        indexes = [models.Index(fields=["-content_at", "-id"], name="library_document_recent")]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)]

    @property
    def has_file(self) -> bool:
        return self.current_id is not None

    @property
    def to_review(self) -> bool:
        return self.review_on is not None and self.review_on <= timezone.localdate()

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.title} {self.file_name} {self.description[:500]}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
