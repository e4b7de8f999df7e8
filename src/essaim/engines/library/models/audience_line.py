from __future__ import annotations

from django.db import models


class AudienceLine(models.Model):
    """One way into a document: whoever is of this network, in this place and of this group, each null for any."""

    document = models.ForeignKey("library.Document", models.CASCADE, related_name="lines")
    network = models.ForeignKey("accounts.Network", models.CASCADE, null=True, related_name="+")
    territory = models.ForeignKey("accounts.Territory", models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey("accounts.Group", models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.network_id} {self.territory_id} {self.group_id}"
