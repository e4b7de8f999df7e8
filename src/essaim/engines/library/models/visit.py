from __future__ import annotations

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """When somebody was last in the library, and until when what it holds had been within their sight.

    `seen_until` is where the visit before this one ended; a pause of some hours begins a new visit.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    seen_until = models.DateTimeField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)


class Opening(models.Model):
    """Somebody opened a document, last at this moment: it is no longer new to them until it changes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    document = models.ForeignKey("library.Document", models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "document"], name="library_opening_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.document_id}"
