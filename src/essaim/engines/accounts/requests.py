"""The request of a page that only signed-in people reach."""

from __future__ import annotations

from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """For annotations: LoginRequiredMiddleware has seen to it that `user` is a User."""

    user: User  # type: ignore[assignment]
