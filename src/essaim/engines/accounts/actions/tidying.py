"""What no longer serves goes away by itself, once a day."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from ..models import SignInLink


def tidy() -> None:
    """Sessions that ended, and links that signed in or expired more than a month ago."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.filter(last_seen_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    SignInLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
