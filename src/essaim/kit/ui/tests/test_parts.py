import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from essaim.kit.templatetags.kit_ui import avatar, badge, chip, combobox_html, icon


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"):
        yield


def show(source: str, **context) -> str:
    return Template(source).render(Context(context))


class Person(forms.Form):
    name = forms.CharField(label="Nom", help_text="Comme sur la carte.")
    note = forms.CharField(label="Remarque", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Genre", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="D’accord", required=False)
    photo = forms.FileField(label="Photo", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_text_is_escaped_wherever_it_comes_from():
    nasty = '<script>"&'
    for markup in (badge(nasty), avatar(nasty, src=nasty), chip(nasty, remove_url=nasty), icon("x", label=nasty),
                   combobox_html("p", nasty, nasty, nasty, placeholder=nasty)):  # fmt: skip
        assert "<script>" not in markup
    page = show(
        "{% card title=t %}{{ t }}{% endcard %}{% alert title=t %}{{ t }}{% endalert %}{% crumb t %}", t=nasty
    )
    assert "<script>" not in page


def test_the_content_of_a_block_is_not_escaped_twice():
    assert "<b>Oui</b>" in show("{% card title='T' %}<b>Oui</b>{% endcard %}")
    assert '<a href="#">Oui</a>' in show('{% page_header title="T" %}<a href="#">Oui</a>{% endpage_header %}')


def test_an_icon_speaks_only_when_it_has_a_label():
    assert 'aria-hidden="true"' in icon("users")
    assert 'role="img" aria-label="Confidentiel"' in icon("lock", label="Confidentiel")
    assert icon("") == ""


def test_an_unknown_tone_is_refused():
    with pytest.raises(ValueError, match="unknown tone"):
        badge("x", tone="pink")


def test_the_same_name_has_the_same_colour():
    assert avatar("Awa Diop") == avatar("Awa Diop")


def test_each_field_is_tied_to_its_help_and_error():
    markup = show("{% form_errors form %}{% form_fields form %}", form=Person({}))
    described = re.search(r'name="name"[^>]*aria-describedby="([^"]+)"', markup)
    assert described
    assert described[1].split() == ["id_name_helptext", "id_name_error"]
    assert 'id="id_name_helptext"' in markup
    assert 'id="id_name_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert 'href="#id_name"' in markup
    assert markup.count("(facultatif)") == 2
    assert markup.count('name="secret"') == 1


def test_choices_are_a_group_with_a_legend():
    markup = show("{% form_field form.kind %}", form=Person())
    assert "<fieldset" in markup
    assert "<legend>Genre</legend>" in markup
    assert markup.count("form-check-input") == 2


def test_dressing_a_form_leaves_its_class_untouched():
    show("{% form_fields form %}", form=Person({}))
    assert "class" not in Person.base_fields["name"].widget.attrs


def test_fields_may_be_chosen_and_a_misspelt_one_raises():
    markup = show('{% form_fields form only="name" %}', form=Person())
    assert 'name="name"' in markup
    assert 'name="note"' not in markup
    with pytest.raises(KeyError):
        show('{% form_fields form only="nom" %}', form=Person())


def test_pagination_keeps_the_query_string():
    request = RequestFactory().get("/", {"q": "été", "page": "2"})
    page = Paginator(range(95), 10).get_page(2)
    markup = show("{% pagination page %}", request=request, page=page)
    assert 'href="?q=%C3%A9t%C3%A9&amp;page=3"' in markup
    assert "11 à 20 sur 95" in markup
    assert 'aria-current="page">2<' in markup


@pytest.mark.parametrize(
    "source",
    [
        '{% empty_state title="Rien" %}', '{% tabs items %}', "{% pager %}", "{% progress label='x' %}",
        "{% progress value=1200 max=5000 label='x' url='/u' %}", "{% skeleton 'table' lines=3 %}",
        "{% stepper words current=2 %}", "{% timeline events %}", "{% version_diff rows %}",
        "{% version_diff rows choose=True %}", "{% data_list facts %}", "{% fold title='T' %}x{% endfold %}",
        "{% table_region label='T' %}x{% endtable_region %}", "{% dialog id='d' title='T' %}x{% enddialog %}",
        "{% dialog_actions %}", "{% menu label='M' %}{% menu_item 'a' %}{% menu_item 'b' url='/' %}{% endmenu %}",
        "{% form_actions %}", "{% form_actions submit='Go' cancel_url='/' %}",
    ],
)  # fmt: skip
def test_every_part_stands_with_the_least_it_is_given(source):
    context = {
        "items": [{"label": "A", "url": "/"}],
        "words": ["Un", "Deux", "Trois"],
        "events": [{"title": "Appel"}],
        "rows": [{"label": "Ville", "left": "Thiès", "right": "", "changed": True}],
        "facts": [("Ville", "Thiès"), ("Pays", "")],
    }
    markup = show(source, **context)
    assert markup.strip()
    assert " style=" not in markup


def test_two_menus_of_a_page_have_different_ids():
    markup = show("{% for i in 'ab' %}{% menu label='Actions' icon='dots' %}x{% endmenu %}{% endfor %}")
    ids = re.findall(r' id="([^"]+)"', markup)
    assert len(ids) == len(set(ids)) == 2


def test_figures_of_a_progress_bar_stay_numbers():
    assert 'value="1200" max="5000"' in show("{% progress value=1200 max=5000 label='x' %}")
