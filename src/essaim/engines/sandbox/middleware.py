"""Requests under /bac-a-sable/<key>/ are served inside that sandbox, by the same pages as everywhere.

What is the host's (who is signed in, whose sandbox it is) is settled before entering. Inside there is
another session, another account, another database; what the host's session holds is neither seen nor
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from .entering import PREFIX, Gone, account_in, inside_of
from .models import Sandbox
from .queries import sandbox_by_key

ENDED = 410


class SandboxMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store = import_module(settings.SESSION_ENGINE).SessionStore

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        key, slash, rest = request.path_info.removeprefix(PREFIX).partition("/")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())  # type: ignore[return-value]
        sandbox = sandbox_by_key(request.user, key)
        if sandbox is None or not slash:
            return self.ended(request)
        try:
            return self.serve(request, sandbox, f"/{rest}")
        except Gone:
            return self.ended(request)

    def ended(self, request: HttpRequest) -> HttpResponse:
        """Erased, somebody else's or never made: told alike."""
        request.path_info = "/"
        return render(request, "sandbox/gone.html", status=ENDED)

    def serve(self, request: HttpRequest, sandbox: Sandbox, path: str) -> HttpResponse:
        prefix = request.path[: len(request.path) - len(path) + 1]
        with self.inside(request, sandbox, path, prefix):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
                response.streaming_content = gathered(response.streaming_content)
        return response

    @contextmanager
    def inside(self, request: HttpRequest, sandbox: Sandbox, path: str, prefix: str) -> Iterator[None]:
        """The request as the sandbox sees it, and everything back in its place afterwards."""
        outer: dict[str, Any] = {name: getattr(request, name) for name in ("session", "user", "path_info")}
        cached, host = getattr(request, "_cached_user", None), outer["user"]
        host_key = f"{host.pk}:{outer['session'].session_key or ''}"
        try:
            with inside_of(sandbox, prefix):
                request.path_info = path
                request.session = self.session_in(sandbox, host_key)
                self.sign_in(request, sandbox)
                yield
                if request.session.modified and not request.session.is_empty():
                    request.session.save()
        finally:
            for name, value in outer.items():
                setattr(request, name, value)
            request._cached_user = cached  # type: ignore[attr-defined]

    def session_in(self, sandbox: Sandbox, host_key: str) -> Any:
        """One session for each person and browser, in the sandbox's own table."""
        key = salted_hmac("essaim.sandbox", f"{sandbox.key}:{host_key}").hexdigest()[:32]
        session = self.store(key)
        if not session.exists(key):
            session._session_key = key
            session.save(must_create=True)
        return session

    def sign_in(self, request: HttpRequest, sandbox: Sandbox) -> None:
        from django.contrib.auth import get_user

        user: Any = get_user(request) if SESSION_KEY in request.session else None
        if user is None or not user.is_authenticated:
            user = account_in(sandbox)
        request.user = request._cached_user = user  # type: ignore[attr-defined]


def gathered(content: Any) -> Iterator[bytes]:
    """A long answer, made whole while still inside: sent later, its queries would read the real instance."""
    kept = SpooledTemporaryFile(max_size=2**20)  # noqa: SIM115  closed once it is sent
    for piece in content:
        kept.write(piece)
    kept.seek(0)
    return _sent(kept)


def _sent(kept: SpooledTemporaryFile) -> Iterator[bytes]:
    with kept:
        while piece := kept.read(2**16):
            yield piece
