"""A backup gives back what was there, and refuses to half-restore."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from essaim.config.backup.archive import BackupError, make, restore
from essaim.engines.accounts.api import Network, Territory, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "logos").mkdir(parents=True)
    (tmp_path / "media" / "logos" / "réseau.png").write_bytes(b"\x89PNG un logo")
    return settings.MEDIA_ROOT


@pytest.fixture
def world() -> User:
    network = Network.objects.create(code="horizon", name="Fédération Horizon 🐝")
    france = Territory.objects.create(kind="country", code="FR", name="France")
    Territory.objects.create(kind="region", code="52", name="Pays de la Loire", parent=france)
    user = User.objects.create_user("awa@exemple.fr", "un mot de passe long", first_name="Awa")
    user.networks.add(network)
    return user


def test_everything_comes_back_as_it_was(world, tmp_path):
    make(tmp_path / "a.zip")
    User.objects.filter(pk=world.pk).update(first_name="Autre")
    Network.objects.create(code="autre", name="Autre")
    (Path(settings.MEDIA_ROOT) / "logos" / "réseau.png").write_bytes(b"autre")
    restore(tmp_path / "a.zip", replace=True)
    back = User.objects.get()
    assert (back.first_name, back.date_joined, back.password) == ("Awa", world.date_joined, world.password)
    assert [network.name for network in back.networks.all()] == ["Fédération Horizon 🐝"]
    assert (Path(settings.MEDIA_ROOT) / "logos" / "réseau.png").read_bytes() == b"\x89PNG un logo"


def test_new_rows_after_a_restore_get_new_keys(world, tmp_path):
    make(tmp_path / "a.zip")
    restore(tmp_path / "a.zip", replace=True)
    assert Network.objects.create(code="neuf", name="Neuf").pk > Network.objects.get(code="horizon").pk


def test_present_data_is_not_replaced_unless_asked(world, tmp_path):
    make(tmp_path / "a.zip")
    with pytest.raises(BackupError, match="--replace"):
        restore(tmp_path / "a.zip")
    assert User.objects.count() == 1


def test_a_damaged_table_restores_nothing(world, tmp_path):
    make(tmp_path / "a.zip")
    _rewrite(tmp_path / "a.zip", tmp_path / "b.zip", "tables/accounts.network.jsonl", b"Horizon", b"Horizom")
    User.objects.filter(pk=world.pk).update(first_name="Plus tard")
    with pytest.raises(BackupError, match="ne correspond pas"):
        restore(tmp_path / "b.zip", replace=True)
    assert User.objects.get().first_name == "Plus tard"


def test_a_damaged_file_restores_nothing(world, tmp_path):
    make(tmp_path / "a.zip")
    _rewrite(tmp_path / "a.zip", tmp_path / "b.zip", "media/logos/réseau.png", b"logo", b"loup")
    with pytest.raises(BackupError, match="abîmé"):
        restore(tmp_path / "b.zip", replace=True)


@pytest.mark.parametrize("content", [b"", b"du texte", b"PK\x03\x04 presque une archive"])
def test_something_else_than_a_backup_is_refused(content, tmp_path):
    path = tmp_path / "autre.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="n’est pas une sauvegarde"):
        restore(path)


def test_a_backup_of_a_later_version_is_refused(world, tmp_path):
    path = tmp_path / "later.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 99}))
    with pytest.raises(BackupError, match="plus récente"):
        restore(path)


def _rewrite(source: Path, target: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for item in before.namelist():
            data = before.read(item)
            after.writestr(item, data.replace(old, new) if item == name else data)
