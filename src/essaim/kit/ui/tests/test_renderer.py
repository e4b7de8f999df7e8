import datetime as dt

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from essaim.kit.ui.renderer import QuickRenderer

CHOICES = [("", "—"), ("a", "A & <b>"), ('Groupe "1"', [("c", mark_safe("<i>C</i>")), (3, "Trois")])]
WIDGETS = [
    forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(), forms.DateInput(), forms.TimeInput(), forms.DateTimeInput(), forms.Textarea(),
    forms.CheckboxInput(), forms.SearchInput(), forms.TelInput(), forms.ColorInput(), forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES), forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.ClearableFileInput(), forms.SelectDateWidget(),
    forms.MultipleHiddenInput(),
]  # fmt: skip
PLAIN, QUICK = DjangoTemplates(), QuickRenderer()


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize(
    "value", [None, "", "a", "<\"&'é", ["a", "c"], 3, True, dt.date(2026, 3, 1)], ids=repr
)
def test_widgets_are_what_django_writes(widget, value):
    if isinstance(widget, forms.MultipleHiddenInput) and not isinstance(value, list):
        value = [value]
    attrs = {"id": "id_x", "required": True, "disabled": False, "title": '<"&', "data-n": 12}
    assert widget.render("x", value, attrs, QUICK) == widget.render("x", value, attrs, PLAIN)


@given(st.text(), st.text(), st.text())
def test_nothing_typed_escapes_from_its_attribute(name, value, title):
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select(choices=[(value, title)])):
        shown = widget.render(name, value, {"title": title}, QUICK)
        assert shown == widget.render(name, value, {"title": title}, PLAIN)
