"""What `essaim check` looks at in the installation itself, before the engines' own checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from essaim.kit.checks import Finding

WAITED = timedelta(minutes=5)


def findings() -> Iterator[tuple[str, Finding]]:
    """(what was looked at, what was found)."""
    yield "Base de données", _tables()
    yield "Fichiers", _files()
    if not _pending():
        yield "Recherche", _text_indexes()
        yield "Administrateurs", _administrators()
        yield "Travail de fond", _work()
    yield "Adresse publique", _address()


def _pending() -> list:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def _tables() -> Finding:
    pending = _pending()
    if pending:
        text = f"{len(pending)} mise(s) à jour de la base n’ont pas été appliquées."
        return Finding("error", text, "Lancez : essaim setup")
    return Finding("ok", f"La base ({connection.vendor}) répond et elle est à jour.")


def _files() -> Finding:
    media = Path(settings.MEDIA_ROOT)
    try:
        media.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=media):
            return Finding("ok", f"Le dossier des fichiers ({media}) peut être écrit.")
    except OSError as error:
        return Finding(
            "error", f"On ne peut pas écrire dans {media} : {error.strerror}.", "Vérifiez ses droits."
        )


def _text_indexes() -> Finding:
    """The filter works without them, but slowly beyond some thousands of records."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'directory_person_filter_text_tri'"
            )
        else:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        found = cursor.fetchone()[0]
    if found:
        return Finding("ok", "Les index de la recherche rapide sont là.")
    advice = "Lancez essaim setup ; sur PostgreSQL, un administrateur doit d’abord faire : CREATE EXTENSION pg_trgm"
    return Finding("warning", "Les index de la recherche rapide manquent : les filtres seront lents.", advice)


def _administrators() -> Finding:
    from essaim.engines.rights.api import RoleHolder

    count = RoleHolder.objects.filter(role__is_administrator=True, user__is_active=True).count()
    if count:
        return Finding("ok", f"{count} compte(s) peuvent administrer la plateforme.")
    return Finding("error", "Personne ne peut administrer la plateforme.", "Créez un premier administrateur.")


def _work() -> Finding:
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - WAITED).count()
    if late:
        text = f"{late} travail(aux) attendent depuis plus de cinq minutes : personne ne les fait."
        return Finding("error", text, "Lancez ou relancez : essaim worker")
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=1)).count()
    if failed:
        text = f"{failed} travail(aux) ont échoué depuis hier."
        return Finding("warning", text, "Voyez la sortie d’erreur d’essaim worker.")
    return Finding("ok", "Aucun travail n’attend ni n’a échoué.")


def _address() -> Finding:
    site = settings.SITE_URL
    if settings.SECURE or "127.0.0.1" in site or "localhost" in site:
        return Finding("ok", f"Essaim se trouve à {site}.")
    return Finding(
        "warning", f"{site} n’est pas chiffrée : les mots de passe passent en clair.",
        "Servez-la en https et réglez ESSAIM_SITE_URL.",
    )  # fmt: skip
