"""The tabs of a form above its own page of settings."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from essaim.engines.forms.form_tabs import form_context

register = template.Library()


@register.simple_tag(takes_context=True)
def form_tabs(context: template.Context, form: Any) -> SafeString:
    request = context["request"]
    return render_to_string("forms/_header.html", form_context(request, form, "settings"), request)
