import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from essaim.config.shell import styleguide

pytestmark = pytest.mark.django_db


def test_the_style_guide_is_not_served_outside_development():
    with pytest.raises(NoReverseMatch):
        reverse("style")


@pytest.mark.parametrize("name", sorted(styleguide.PAGES))
def test_every_sample_page_renders(name, monkeypatch):
    request = RequestFactory().get("/style/", {"show": name})
    request.user = AnonymousUser()
    request.view_as = None
    request.session = {}
    request._messages = FallbackStorage(request)
    assert styleguide.page(request).status_code == 200
