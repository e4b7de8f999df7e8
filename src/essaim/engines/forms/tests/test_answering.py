"""People answer by the public page, with or without a script, and come back to a draft by its link."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from essaim.engines.forms import robots
from essaim.engines.forms.doors import voice_path
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Attachment, Response, Voice

BUILD = Path(__file__).resolve().parents[3] / "kit" / "static" / "essaim" / "build"


def page_of(client, form):
    response = client.get(reverse("forms:entrance", kwargs={"key": form.key}))
    assert response.status_code == 200
    return response


def sent(client, form, wait=5, **values):
    """What the page, read some seconds before, would send."""
    with freeze_time(timezone.now() - timedelta(seconds=wait)):
        stamp = robots.new_stamp(form.pk)
    data = {"stamp": stamp, "version": form.published_id, "revision": 0, "lang": "fr", "do": "send", **values}
    return client.post(reverse("forms:entrance", kwargs={"key": form.key}), data)


@pytest.fixture
def form(network):
    return published(
        question("q1", label="Votre nom", required=True, messages={"required": "Dites-nous votre nom."}),
        question(
            "q2",
            "choice",
            label="Permis",
            choices=[{"key": "c1", "label": "Oui"}, {"key": "c2", "label": "Non"}],
        ),
        question(
            "q3", "text", label="Numéro du permis", required=True, when={"q": "q2", "op": "is", "value": "c1"}
        ),
        question("q4", "file", label="CV"),
        networks=[network],
    )


def test_an_answer_is_kept_and_thanked_for(client, form):
    page_of(client, form)
    answer = sent(client, form, q1="Awa", q2="c2")
    voice = Voice.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, voice_path(voice))
    assert (voice.state, voice.values, voice.response.progress) == ("sent", {"q1": "Awa", "q2": "c2"}, "done")
    assert "Merci" in client.get(answer["Location"]).content.decode()


def test_our_own_message_says_what_is_missing_and_nothing_typed_is_lost(client, form):
    answer = sent(client, form, q1="", q2="c1", q3="44-123")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Dites-nous votre nom." in text
    assert "44-123" in text
    assert not Response._base_manager.exists()


def test_a_hidden_question_is_neither_asked_nor_kept(client, form):
    sent(client, form, q1="Awa", q2="c2", q3="resté dans la page")
    assert "q3" not in Voice.objects.get().values


def test_the_same_page_sent_twice_makes_one_answer(client, form):
    data = {
        "stamp": robots.new_stamp(form.pk),
        "version": form.published_id,
        "revision": 0,
        "do": "send",
        "q1": "Awa",
    }
    url = reverse("forms:entrance", kwargs={"key": form.key})
    with freeze_time(timezone.now() + timedelta(seconds=5)):
        first, second = client.post(url, data), client.post(url, data)
    assert first["Location"] == second["Location"]
    assert Response._base_manager.count() == 1


def test_a_draft_is_resumed_by_its_link_on_another_device(client, form):
    kept = sent(client, form, do="keep", q1="Awa", q2="c1")
    link = kept["Location"].partition("?")[0]
    assert Voice.objects.get().state == "draft"
    page = client.get(link)
    assert 'value="Awa"' in page.content.decode()
    voice = Voice.objects.get()
    answer = client.post(link, {"revision": voice.revision, "do": "send", "q1": "Awa Diop", "q2": "c2"})
    voice.refresh_from_db()
    assert (answer.status_code, voice.state, voice.values["q1"]) == (302, "sent", "Awa Diop")
    again = client.post(link, {"revision": voice.revision, "do": "send", "q1": "Autre"})
    voice.refresh_from_db()
    assert voice.values["q1"] == "Awa Diop"
    assert "Merci" in again.content.decode() or again.status_code == 302


def test_typing_keeps_the_draft_through_the_script(client, form):
    url = reverse("forms:entrance", kwargs={"key": form.key})
    data = {"stamp": robots.new_stamp(form.pk), "revision": 0, "do": "keep", "q1": "Aw"}
    told = client.post(url, data, headers={"x-requested-with": "fetch"}).json()
    later = client.post(
        told["link"],
        {"revision": told["revision"], "do": "keep", "q1": "Awa"},
        headers={"x-requested-with": "fetch"},
    )
    assert later.json()["revision"] == 2
    stale = client.post(
        told["link"],
        {"revision": told["revision"], "do": "keep", "q1": "?"},
        headers={"x-requested-with": "fetch"},
    )
    assert stale.status_code == 409
    assert Voice.objects.get().values == {"q1": "Awa"}


def test_a_page_left_open_elsewhere_overwrites_nothing_unseen(client, form):
    link = sent(client, form, do="keep", q1="Awa")["Location"].partition("?")[0]
    answer = client.post(link, {"revision": 0, "do": "send", "q1": "Ancien"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Ancien" in text
    assert 'name="revision" value="1"' in text
    assert Voice.objects.get().values == {"q1": "Awa"}


def test_dates_open_and_close_the_form(client, form):
    form.opens_at = timezone.now() + timedelta(days=1)
    form.save()
    assert "pas encore ouvert" in page_of(client, form).content.decode()
    assert sent(client, form, q1="Awa").status_code == 409
    form.opens_at, form.closes_at = None, timezone.now() - timedelta(minutes=1)
    form.save()
    assert "fermé" in page_of(client, form).content.decode()
    refused = sent(client, form, q1="Awa")
    assert (refused.status_code, "Awa" in refused.content.decode()) == (409, True)
    assert not Response._base_manager.exists()


def test_robots_are_asked_a_question_and_people_never_see_it(client, form):
    trapped = sent(client, form, q1="Buy", **{robots.TRAP: "https://spam.example"})
    assert trapped.status_code == 422
    assert "Combien font" in trapped.content.decode()
    assert sent(client, form, wait=0, q1="Vite").status_code == 422
    assert not Response._base_manager.exists()
    puzzle = trapped.context["puzzle"]
    words = puzzle.text.replace("?", "").split()
    total = sum(robots.NUMBERS.index(word) for word in words if word in robots.NUMBERS)
    solved = sent(client, form, wait=0, q1="Vite", puzzle=puzzle.sealed, solution=robots.NUMBERS[total])
    assert solved.status_code == 302


def test_many_sendings_from_one_address_are_slowed(client, form, monkeypatch):
    monkeypatch.setattr(robots, "CALM", 2)
    monkeypatch.setattr(robots, "FLOOD", 4)
    assert [sent(client, form, q1="Awa").status_code for _ in range(2)] == [302, 302]
    assert "Combien font" in sent(client, form, q1="Awa").content.decode()
    sent(client, form, q1="Awa")
    assert "Trop d’envois" in sent(client, form, q1="Awa").content.decode()


def test_files_are_kept_under_another_name_and_only_downloaded(client, form, author):
    file = SimpleUploadedFile("../../mon <b>cv</b>.pdf", b"%PDF-1.7 test", "text/html")
    sent(client, form, q1="Awa", q4=file)
    attachment = Attachment.objects.get()
    assert (attachment.kind, attachment.stored.startswith("forms/"), "cv" in attachment.stored) == (
        "application/pdf",
        True,
        False,
    )
    assert client.get(reverse("forms:file", kwargs={"pk": attachment.pk})).status_code == 302
    client.force_login(author)
    answer = client.get(reverse("forms:file", kwargs={"pk": attachment.pk}))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>x</script>"),
        ("image.png", b"<svg onload='x'></svg>"),
        ("cv.pdf", b"MZ\x90\x00 a program"),
        ("script.txt", b"#!/bin/sh\nrm -rf"),
        ("photo.svg", b"<svg></svg>"),
        ("archive.docx", b"PK\x03\x04 any archive"),
        ("vide.pdf", b""),
    ],
)
def test_dangerous_or_disguised_files_are_refused(client, form, name, content):
    refused = sent(client, form, q1="Awa", q4=SimpleUploadedFile(name, content, "application/pdf"))
    assert refused.status_code == 422
    assert "Awa" in refused.content.decode()
    assert not Attachment.objects.exists()
    assert not Response._base_manager.exists()


def test_a_file_sent_with_a_mistake_elsewhere_is_not_sent_twice(client, form):
    answer = sent(client, form, q1="", q4=SimpleUploadedFile("cv.pdf", b"%PDF-1.7"))
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "Dites-nous votre nom." in page.content.decode()
    voice, kept = Voice.objects.get(), str(Attachment.objects.get().pk)
    client.post(voice_path(voice), {"revision": voice.revision, "do": "send", "q1": "Awa", "q4--kept": kept})
    voice.refresh_from_db()
    assert voice.values == {"q1": "Awa", "q4": [kept]}


def test_another_persons_file_cannot_be_claimed(client, form):
    sent(client, form, q1="Awa", q4=SimpleUploadedFile("cv.pdf", b"%PDF-1.7"))
    stolen = str(Attachment.objects.get().pk)
    sent(client, form, q1="Voleur", **{"q4--kept": stolen})
    assert "q4" not in Voice.objects.get(values__q1="Voleur").values


def test_a_cell_too_large_or_strange_is_refused_with_words(client, form):
    assert sent(client, form, q1="x" * 5_000_000).status_code == 422
    assert sent(client, form, q1="🦄\x00é").status_code == 302
    assert Voice.objects.get().values["q1"] == "🦄é"


def test_old_answers_keep_their_version(client, form, author):
    from essaim.engines.forms.actions.building import do_edit
    from essaim.engines.forms.actions.publishing import do_publish
    from essaim.engines.forms.definition.editing import delete_question

    sent(client, form, q1="Awa", q2="c2")
    do_edit(actor=author, form=form, change=lambda draft: delete_question(delete_question(draft, "q3"), "q2"))
    do_publish(actor=author, form=form)
    client.force_login(author)
    old = Response._base_manager.get()
    page = client.get(reverse("forms:response", kwargs={"pk": old.pk})).content.decode()
    assert (old.version.number, "Permis" in page) == (1, True)
    form.refresh_from_db()
    client.logout()
    sent(client, form, q1="Moussa")
    assert Response._base_manager.exclude(pk=old.pk).get().version.number == 2


def test_the_first_load_weighs_less_than_sixty_kilobytes(client, form):
    page = page_of(client, form)
    text = page.content.decode()
    assert "sprite.svg" not in text
    files = [BUILD / "public.css", BUILD / "public.js", BUILD / "figtree.woff2"]
    weight = len(gzip.compress(page.content)) + sum(
        len(content) if path.suffix == ".woff2" else len(gzip.compress(content))
        for path in files
        for content in [path.read_bytes()]
    )
    assert weight <= 60_000
