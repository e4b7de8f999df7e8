"""The test client: refuses inline JavaScript in any page, and any write while answering a GET."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.support.markup import faults

WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)
# A reading may be remembered (session, rate limits, last use of a token, reads of sensitive fields, how many times
# a message was shown); nothing else.
KEEPS_TRACE = re.compile(
    r"django_session|usersessions_usersession|essaim_cache|journal_\w+|records_tokenuse|campaigns_(opening|reading)"
)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    found = WRITE.match(sql)
    if found and not KEEPS_TRACE.fullmatch(found[1]):
        pytest.fail(f"a GET wrote to {found[1]}: {sql[:200]}", pytrace=False)
    return execute(sql, params, many, context)


def is_page(response: Any) -> bool:
    """A mail shown as it is sent is no page: it has the styles mail needs, and a policy that forbids it all else."""
    sandboxed = "sandbox" in response.get("Content-Security-Policy", "")
    return response.get("Content-Type", "").startswith("text/html") and not sandboxed


class StrictClient(Client):
    def request(self, **request: Any) -> Any:
        with ExitStack() as stack:
            if request.get("REQUEST_METHOD") in {"GET", "HEAD"}:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(refuse_writes))
            response = super().request(**request)
        if not response.streaming and is_page(response):
            found = faults(response.content.decode(response.charset))
            if found:
                pytest.fail(f"{request.get('PATH_INFO')}: " + "; ".join(found), pytrace=False)
        return response
