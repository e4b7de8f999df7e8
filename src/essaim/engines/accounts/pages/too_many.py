"""Too many tries: a page which says when to come back. It is the product's handler of 429."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..adapter import limit_keys
from ..limits import seconds_to_wait, wait_in_words


def too_many_requests(request: HttpRequest) -> HttpResponse:
    seconds = seconds_to_wait(request, limit_keys(request)) or 60
    context = {"wait": wait_in_words(seconds), "when": timezone.now() + timedelta(seconds=seconds)}
    answer = render(request, "accounts/too_many.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    answer["X-Essaim-Message"] = "Too many requests"
    return answer
