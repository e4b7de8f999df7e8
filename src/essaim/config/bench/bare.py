"""The floor the bench compares with: a plain Django view that renders fifty rows, with the usual middleware.

Served by granian as `essaim.config.bench.bare:application`; BENCH_BARE_DATABASE is its database's address.
It shares no code with the product, apart from how a database address is read.
"""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from essaim.config.settings.environment import database

PAGE = """<!doctype html><html lang="fr"><head><title>Contacts</title></head><body><h1>Contacts</h1>
<table>{% for row in rows %}<tr><td><a href="{% url 'contact' row.pk %}">{{ row.last_name }}</a></td>
<td>{{ row.first_name }}</td><td>{{ row.email }}</td><td>{{ row.town }}</td></tr>{% endfor %}</table></body></html>"""


def configure() -> None:
    middleware = (
        "security.SecurityMiddleware",
        "common.CommonMiddleware",
        "csrf.CsrfViewMiddleware",
        "clickjacking.XFrameOptionsMiddleware",
    )
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106  (signs nothing but the bench's own session)
        ROOT_URLCONF=__name__,
        DATABASES={"default": database(os.environ["BENCH_BARE_DATABASE"])},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        ALLOWED_HOSTS=["127.0.0.1"],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            *[f"django.middleware.{name}" for name in middleware],
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", {"page.html": PAGE})],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                    ],
                },
            }
        ],
    )
    django.setup()


if not settings.configured:
    configure()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Contact(models.Model):
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    email = models.CharField(max_length=120)
    town = models.CharField(max_length=80)

    class Meta:
        app_label = "bare"
        indexes = (models.Index(fields=["last_name", "first_name", "id"], name="bare_contact_by_name"),)

    def __str__(self) -> str:
        return self.last_name


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    return render(
        request, "page.html", {"rows": Contact.objects.order_by("last_name", "first_name", "id")[:50]}
    )


def nothing(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("", rows), path("contacts/<int:pk>/", nothing, name="contact")]
application = get_wsgi_application()


def prepare(count: int) -> str:
    """Makes the tables and `count` contacts; returns the key of a signed-in session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Contact)
    Contact.objects.bulk_create((_contact(number) for number in range(count)), batch_size=5000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    user = User.objects.create_user("bench")
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    return str(session.session_key)


def _contact(number: int) -> Any:
    return Contact(
        first_name=f"Prénom{number % 997}",
        last_name=f"Nom{number * 7919 % 100_003:06d}",
        email=f"contact{number}@example.org",
        town=f"Ville{number % 1499}",
    )
