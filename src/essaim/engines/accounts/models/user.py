from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """`email` is lowered; without a password the user signs in by link, passkey or provider.

        Accounts are opened by invitation or by an administrator, so the address counts as verified:
        sign-in through a provider may rest on it.
        """
        from allauth.account.models import EmailAddress

        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their roles (engine `rights`)."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    last_name = models.CharField(_("nom"), max_length=100, blank=True)
    is_active = models.BooleanField(_("actif"), default=True)
    date_joined = models.DateTimeField(_("depuis le"), default=timezone.now)
    deactivated_at = models.DateTimeField(_("désactivé le"), null=True, blank=True, editable=False)
    language = models.CharField(_("langue"), max_length=5, blank=True)
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="members", verbose_name=_("réseaux")
    )
    territories = models.ManyToManyField(
        "accounts.Territory", blank=True, related_name="members", verbose_name=_("territoires")
    )
    groups = models.ManyToManyField(
        "accounts.Group", blank=True, related_name="members", verbose_name=_("groupes")
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    journal_skips = ("password", "last_login")
    is_staff = False
    is_superuser = False

    objects = UserManager()

    class Meta:
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")
        ordering = ["last_name", "first_name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_ci")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email.split("@")[0]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: see `essaim.engines.rights.api.can`."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False
