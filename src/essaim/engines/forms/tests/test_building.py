"""Forms are built in the browser, by posts that work without a script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from essaim.engines.forms.building import lines
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.definition.types import TYPES
from essaim.engines.forms.factories import FormFactory, definition, question
from essaim.engines.forms.models import Form, Version


def url(name, form, **more):
    return reverse(f"forms:{name}", kwargs={"pk": form.pk, **more})


@pytest.fixture
def form(network):
    return FormFactory(networks=[network], draft=definition())


def step(client, form, **sent):
    return client.post(url("build", form), sent)


def drafted(form):
    return read(Form._base_manager.get(pk=form.pk).draft)


@pytest.mark.parametrize("type", TYPES)
def test_every_type_of_question_is_added_edited_and_previewed(client, author, form, type):
    client.force_login(author)
    opened = step(client, form, step="add", section="s1", type=type)
    assert opened["Location"].endswith("?q=q1#e_q1")
    page = client.get(opened["Location"])
    edit = page.context["edit_form"]
    data = {field.html_name: field.value() or "" for field in edit if field.value() not in (None, False, [])}
    data |= {"e-label": "Une question ?", "mark": page.context["edit_mark"]}
    if type == "choice":
        data["e-choices"] = "Oui = 2\nNon"
    saved = client.post(url("edit", form, key="q1"), data)
    assert saved.status_code == 302, saved.context["edit_form"].errors
    assert drafted(form).question("q1").label == "Une question ?"
    assert "Une question ?" in client.get(url("preview", form)).content.decode()


def test_questions_move_copy_and_go(client, author, form):
    client.force_login(author)
    for _ in range(3):
        step(client, form, step="add", section="s1", type="text")
    step(client, form, step="add-section")
    section = drafted(form).sections[1].key
    step(client, form, step="up", key="q3")
    step(client, form, step="down", key="q2")
    step(client, form, step="copy", key="q1")
    step(client, form, step="place", key="q3", section="s1", rank="0")
    found = [[item.key for item in part.questions] for part in drafted(form).sections]
    assert found == [["q3", "q1", "q5"], ["q2"]]
    step(client, form, step="delete", key="q1")
    step(client, form, step="section-delete", key=section)
    assert [item.key for item in drafted(form).questions()] == ["q3", "q5", "q2"]
    assert step(client, form, step="place", key="nobody", section="s1", rank="0").status_code == 302


def test_two_authors_do_not_overwrite_each_other(client, author, form):
    client.force_login(author)
    step(client, form, step="add", section="s1", type="text")
    mark = client.get(url("build", form), {"q": "q1"}).context["edit_mark"]
    client.post(url("edit", form, key="q1"), {"e-label": "La première", "mark": mark})
    refused = client.post(url("edit", form, key="q1"), {"e-label": "La seconde", "mark": mark})
    assert refused.status_code == 409
    assert "La seconde" in refused.content.decode()
    assert drafted(form).question("q1").label == "La première"


def test_a_faulty_form_is_not_published_and_says_why(client, author, form):
    client.force_login(author)
    step(client, form, step="add", section="s1", type="choice")
    client.post(url("publish", form))
    assert not Version.objects.exists()
    assert "n’a pas de texte" in client.get(url("build", form)).content.decode()


def test_publishing_twice_the_same_makes_one_version(client, author, network):
    form = FormFactory(networks=[network])
    client.force_login(author)
    for _ in range(2):
        client.post(url("publish", form))
    assert [version.number for version in Version.objects.all()] == [1]
    form.refresh_from_db()
    assert form.is_open()


def test_a_condition_is_chosen_from_the_questions_before(client, author, network):
    form = FormFactory(
        networks=[network],
        draft=definition(
            question("q1", "choice", label="Permis", choices=[{"key": "c1", "label": "Oui"}]),
            question("q2", label="Numéro"),
        ),
    )
    client.force_login(author)
    mark = client.get(url("build", form), {"q": "q2"}).context["edit_mark"]
    client.post(url("edit", form, key="q2"), {"e-label": "Numéro", "mark": mark, "e-c0": "q1|is|c1"})
    assert drafted(form).question("q2").when == {"all": [{"q": "q1", "op": "is", "value": "c1"}]}
    shown = client.get(url("build", form), {"q": "q2"}).context["edit_form"]
    assert shown["c0"].value() == "q1|is|c1"


def test_the_preview_judges_and_keeps_nothing(client, author, network):
    form = FormFactory(networks=[network], draft=definition(question("q1", label="Nom", required=True)))
    client.force_login(author)
    assert client.post(url("preview", form), {"do": "send"}).status_code == 422
    tried = client.post(url("preview", form), {"do": "send", "q1": "Awa"})
    assert "rien n’a été gardé" in tried.content.decode()
    assert not form.responses.exists()


def test_another_networks_form_does_not_exist(client, stranger, form):
    client.force_login(stranger)
    for name in ("build", "preview", "share", "results", "parties", "scores", "feeds", "code", "export_csv"):
        assert client.get(url(name, form)).status_code == 404, name
    for name in ("publish", "status", "duplicate", "invite", "open_grid"):
        assert client.post(url(name, form)).status_code == 404, name


def test_who_has_no_right_is_told_so(client, member, form):
    client.force_login(member)
    for name in ("build", "share", "results", "export_xlsx"):
        assert client.get(url(name, form)).status_code == 403, name


def test_a_copy_starts_without_answers_in_the_same_words(client, author, network):
    form = FormFactory(
        networks=[network], draft=definition(question("q1", label="Nom")), thanks="Merci à vous"
    )
    client.force_login(author)
    client.post(url("duplicate", form))
    made = Form._base_manager.exclude(pk=form.pk).get()
    assert (made.draft, made.thanks, made.status, made.owner) == (form.draft, "Merci à vous", "draft", author)
    assert made.key != form.key


def test_a_form_is_read_in_another_language(client, author, network):
    form = FormFactory(
        networks=[network], languages=["en", "ar"],
        draft=definition(question("q1", "choice", label="Votre ville", choices=[{"key": "c1", "label": "Thiès"}])),
    )  # fmt: skip
    client.force_login(author)
    page = client.get(url("languages", form), {"langue": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    client.post(url("languages", form) + "?langue=en", {"q1.label": "Your town"})
    client.post(url("publish", form))
    client.logout()
    entrance = reverse("forms:entrance", kwargs={"key": form.key})
    english = client.get(entrance, {"lang": "en"}).content.decode()
    assert "Your town" in english
    assert "Thiès" in english
    assert 'lang="en"' in english
    assert "Votre ville" in client.get(entrance).content.decode()
    assert "Your town" in client.get(entrance, headers={"accept-language": "en-GB,fr;q=0.5"}).content.decode()


def test_parties_and_scores_are_set(client, author, network):
    form = FormFactory(
        networks=[network],
        draft=definition(question("q1", "scale", label="Note", min="1", max="5", weight="2")),
    )
    client.force_login(author)
    client.post(
        url("parties", form), {"0-label": "Structure", "0-turn": "1", "1-label": "Prestataire", "1-turn": "2"}
    )
    first = drafted(form).parties[0].key
    second = drafted(form).parties[1].key
    client.post(url("parties", form), {
        "0-key": first, "0-label": "Structure", "0-turn": "1", "1-key": second, "1-label": "Prestataire",
        "1-turn": "2", "1-sees": [first, "inconnue", second], "1-signs": "1",
    })  # fmt: skip
    assert [(item.key, item.turn, item.sees, item.signs) for item in drafted(form).parties] == [
        (first, 1, (), False), (second, 2, (first,), True),
    ]  # fmt: skip
    client.post(
        url("scores", form), {"0-label": "Total", "0-method": "percent", "0-bands": "50 = Admis\n0 = Refusé"}
    )
    score = drafted(form).scores[0]
    assert (score.method, [band.label for band in score.bands]) == ("percent", ["Refusé", "Admis"])
    client.post(url("scores", form), {"0-label": "Total", "0-bands": "n’importe quoi"})
    assert len(drafted(form).scores[0].bands) == 2
    for name in ("parties", "scores"):
        assert client.get(url(name, form)).status_code == 200


def test_a_choice_keeps_its_key_when_it_is_renamed_or_moved():
    before = [{"key": "c1", "label": "Oui"}, {"key": "c2", "label": "Non"}]
    moved = lines.read("Peut-être\nNon\nOui = 2", before, "c")
    assert moved == [
        {"key": "c3", "label": "Peut-être"},
        {"key": "c2", "label": "Non"},
        {"key": "c1", "label": "Oui", "points": "2"},
    ]
    renamed = lines.read("Oui, bien sûr\nNon", before, "c")
    assert [item["key"] for item in renamed] == ["c1", "c2"]
