from __future__ import annotations

import pytest

from essaim.engines.boards import keeping
from essaim.engines.boards.actions import do_create_board
from essaim.engines.boards.widgets import Shared, Widget
from tests.samples import people
from tests.samples.models import Dossier

COUNT = [{"measure": "count"}]
BY_STATE = Widget("bar", "Par état", {"type": "dossiers", "group": ["status"], "measures": COUNT})


@pytest.fixture(autouse=True)
def _nothing_drawn():
    """Factories write without the journal."""
    keeping.forget()


@pytest.fixture
def networks(db):
    return [people.network(), people.network()]


@pytest.fixture
def dossiers(networks):
    """Seven of the first network, three of the second."""
    return [
        Dossier.objects.create(
            last_name=f"Nom {rank}", status=("open", "closed")[rank % 2], network=networks[rank >= 7],
            income=rank * 10, seen_at=f"2026-0{rank % 3 + 1}-15T10:00:00Z",
        )
        for rank in range(10)
    ]  # fmt: skip


@pytest.fixture
def maker(dossiers):
    """May compose boards and sees every file."""
    return people.user("boards:all:cmsv", "samples.dossiers:all:v")


@pytest.fixture
def member(dossiers, networks):
    """May look at boards and sees the files of the first network."""
    user = people.user("boards:all:v", "samples.dossiers:network:v")
    user.networks.add(networks[0])
    return user


@pytest.fixture
def board(maker):
    text = Widget("text", "", {}, {"text": "**Bonjour**"})
    figure = Widget("figure", "Dossiers", {"type": "dossiers", "measures": COUNT}, {"dated": "seen_at"})
    return do_create_board(
        actor=maker,
        name="Mes dossiers",
        widgets=[figure, BY_STATE, text],
        shared=Shared(fields=("network", "status")),
    )


@pytest.fixture
def shared_board(board):
    board.shared_with_all = True
    board.save()
    return board
