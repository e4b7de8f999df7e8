"""How allauth works here: invitations open accounts, mails and messages are ours, sign-ins are journalled."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import limits, wording
from .actions.sign_in import forget_sign_in_links, make_sign_in_link, note_on_account, note_signed_in
from .mail import absolute, compose
from .models import User
from .queries import installation_for, user_by_email
from .tasks import deliver, note_refused_sign_in

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **wording.ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in {"too_many_login_attempts", "rate_limited"}:
            seconds = limits.seconds_to_wait(context.request, limit_keys(context.request))
            text = wording.too_many(limits.wait_in_words(seconds or 60))
            return ValidationError(text, code=code)
        return super().validation_error(code, *args)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or wording.MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queued: what is asked for an unknown address costs as much as for a known one."""
        name = template_prefix.rsplit("/", 1)[-1]
        subject, template = wording.MAILS[name]
        user = user_by_email(email)
        values: dict[str, Any] = {"person": user, "email": email, "code": context.get("code", "")}
        if name == "login_code" and user is not None:
            token = make_sign_in_link(user=user, next_url=get_next_redirect_url(self.request) or "")
            values["link"] = absolute(reverse("accounts:sign_in_link", args=[token]))
        if name == "password_reset_key":
            path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
            values["link"] = absolute(path)
        if template == "security_notice":
            values |= {"what": wording.NOTICES[name], "link": absolute(reverse("accounts:security"))}
        deliver.enqueue(compose(template, email, str(subject), values, user))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """allauth tells here of each change of how somebody signs in: a mail warns them, the journal keeps it."""
        name = template_prefix.rsplit("/", 1)[-1]
        note_on_account(actor=user, what=name)
        if name in wording.NOTICES:
            self.send_mail(template_prefix, user.email, context or {})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = user_by_email(credentials.get("email") or "")
        note_refused_sign_in.enqueue(user.pk if user else 0, self.get_client_ip(request), "password")

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the account's own address, whatever allauth keeps in its table of addresses."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        forget_sign_in_links(user=user)
        note_signed_in(actor=user, method=records[-1]["method"] if records else "")
        return super().post_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:security")


def limit_keys(request: HttpRequest) -> tuple[str, ...]:
    """What limits by account count under, for the address in the form or the person half signed in."""
    email = (request.POST.get("login") or request.POST.get("email") or "").strip().lower()
    keys = [email, f"{request.get_host()}:{email}"] if email else []
    stage = getattr(request, "_login_stage", None)
    user: Any = stage.login.user if stage else request.user
    if user is not None and user.pk:
        keys += [f"mfa-auth-user-{user.pk}", f"{request.get_host()}:{user.email}"]
    return tuple(keys)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A provider signs in whoever already has an account, found by the address it has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(render(request, "accounts/sign_in/provider_unknown.html", status=403))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(
            render(request, "accounts/sign_in/provider_failed.html", {"provider": provider}, status=401)
        )


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticator applications and recovery codes are encrypted with the product's key."""

    error_messages = {**DefaultMFAAdapter.error_messages, **wording.ERRORS}

    def get_totp_issuer(self) -> str:
        return installation_for(None).name

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Never an empty secret: its codes could be computed. With this one no code will ever do.
            logger.error(
                "a second factor was encrypted with another ESSAIM_SECRET_KEY: reset it from the user's page"
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        agent = context.request.META.get("HTTP_USER_AGENT", "")
        return _("Clé de %(device)s") % {"device": wording.device(agent)}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": installation_for(None).name}


def _cipher(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"essaim.mfa" + secret.encode()).digest()))
