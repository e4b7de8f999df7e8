from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from essaim.config.shell import errors
from essaim.engines.accounts.api import User

pytestmark = pytest.mark.django_db


def ask(user, **headers):
    request = RequestFactory().get("/quelque-part/", headers=headers)
    request.user = user
    request.view_as = None
    return request


@pytest.fixture
def user():
    return User.objects.create_user(email="claire@essaim.example", password="une phrase assez longue")


def test_a_refusal_says_which_right_is_missing_and_why(user):
    refused = PermissionDenied("Votre profil ne permet pas de voir : les factures.")
    refused.why_url = "/droits/pourquoi/"
    response = errors.forbidden(ask(user), refused)
    page = response.content.decode()
    assert response.status_code == 403
    assert "ne permet pas de voir : les factures" in page
    assert "/droits/pourquoi/" in page
    assert "administrateur" in page


def test_a_fragment_refused_says_so_in_a_header(user):
    response = errors.forbidden(ask(user, HX_Request="true"), PermissionDenied("Pas les factures."))
    assert unquote(response.headers["X-Essaim-Message"]) == "Pas les factures."


def test_a_page_not_found_offers_a_way_on(user):
    response = errors.not_found(ask(user), Exception())
    assert response.status_code == 404
    assert 'href="/"' in response.content.decode()


def test_errors_stand_for_nobody_too():
    for response in (
        errors.not_found(ask(AnonymousUser()), Exception()),
        errors.forbidden(ask(AnonymousUser()), PermissionDenied()),
    ):
        assert "es-plain" in response.content.decode()


def test_an_expired_form_explains_what_to_do(user):
    response = errors.csrf_failure(ask(user), "token missing")
    assert response.status_code == 403
    assert "rechargez-la" in response.content.decode()


def test_a_failure_of_ours_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "de notre côté" in response.content.decode()
