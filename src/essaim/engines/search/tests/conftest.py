from __future__ import annotations

import pytest

from essaim.engines.search import spelling


@pytest.fixture(autouse=True)
def _no_remembered_words():
    """Sequences start again at each test on some databases; processes of the product never see that."""
    spelling.forget()
    yield
    spelling.forget()
