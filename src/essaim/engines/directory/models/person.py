from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.derivation import filter_text
from essaim.kit.text import sort_key

from .profile import Profile


class Person(Profile):
    """Somebody: the only record of a human being; learner, trainer, client… hang on it as profiles.

    `main_organisation` and `job_title` repeat the main current `Affiliation`.
    """

    class Civility(models.TextChoices):
        MRS = "mme", _("Mme")
        MR = "m", _("M.")
        DOCTOR = "dr", _("Dr")
        PROFESSOR = "pr", _("Pr")
        COUNSEL = "me", _("Me")

    class Sex(models.TextChoices):
        WOMAN = "f", _("femme")
        MAN = "m", _("homme")
        OTHER = "x", _("autre")
        UNTOLD = "n", _("ne souhaite pas le dire")

    class Status(models.TextChoices):
        ACTIVE = "active", _("actif")
        INACTIVE = "inactive", _("inactif")
        DECEASED = "deceased", _("décédé")

    civility = models.CharField(_("civilité"), max_length=4, choices=Civility.choices, blank=True)
    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    last_name = models.CharField(_("nom"), max_length=120)
    birth_name = models.CharField(_("nom de naissance"), max_length=120, blank=True)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    sex = models.CharField(_("sexe"), max_length=1, choices=Sex.choices, blank=True)
    languages = models.CharField(_("langues"), max_length=120, blank=True)
    job_title = models.CharField(_("fonction"), max_length=160, blank=True)
    main_organisation = models.ForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="main_people",
        verbose_name=_("organisme"),
    )
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("compte"),
    )

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="directory_person_name"),
            models.Index(fields=["email"], name="directory_person_email"),
            models.Index(fields=["mobile"], name="directory_person_mobile"),
            models.Index(fields=["phone"], name="directory_person_phone"),
        ]

    def derive(self) -> None:
        super().derive()
        self.display = f"{self.first_name} {self.last_name}".strip()[:260]
        self.sort_name = sort_key(self.last_name, self.first_name)[:260]
        organisation = self.main_organisation.display if self.main_organisation else ""
        self.filter_text = filter_text(
            texts=(self.last_name, self.first_name, self.birth_name, self.email, self.city, self.postcode,
                   organisation),
            phones=(self.mobile, self.phone),
        )  # fmt: skip
