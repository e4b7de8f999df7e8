"""The mailbox where bounces, complaints and answers come back: over IMAP, or a Maildir on this machine."""

from __future__ import annotations

import imaplib
import logging
import mailbox
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from django.conf import settings

from .handling import handle

logger = logging.getLogger(__name__)
MOST = 200
TIMEOUT = 30


def read_all() -> int:
    """Handles what has not been read yet; returns how many mails."""
    url = settings.CAMPAIGN_INBOX
    if not url:
        return 0
    parts = urlsplit(url)
    reader = {"maildir": read_maildir, "imap": read_imap, "imaps": read_imap}.get(parts.scheme)
    if reader is None:
        logger.error("ESSAIM_MAIL_INBOX: %s is neither imap, imaps nor maildir", parts.scheme)
        return 0
    try:
        return reader(url, handle)
    except (OSError, imaplib.IMAP4.error) as error:
        logger.warning("the mailbox could not be read: %s", error)
        return 0


def read_maildir(url: str, each: Callable[[bytes], object]) -> int:
    box = mailbox.Maildir(unquote(urlsplit(url).path), create=False)
    count = 0
    for key in list(box.iterkeys()):
        message = box.get_message(key)
        if "S" in message.get_flags():
            continue
        each(box.get_bytes(key))
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message
        count += 1
        if count >= MOST:
            break
    return count


def read_imap(url: str, each: Callable[[bytes], object]) -> int:
    """A mail is marked as read once it was handled, so that a round cut short loses none."""
    parts = urlsplit(url)
    maker = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    port = parts.port or (993 if parts.scheme == "imaps" else 143)
    server = maker(parts.hostname or "", port, timeout=TIMEOUT)
    count = 0
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        server.select(unquote(parts.path.lstrip("/")) or "INBOX")
        _said, found = server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split()[:MOST]:
            _said, parts_of = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            raw = next((item[1] for item in parts_of if isinstance(item, tuple)), None)
            if raw is not None:
                each(raw)
            server.uid("STORE", uid.decode(), "+FLAGS", "(\\Seen)")
            count += 1
    finally:
        server.logout()
    return count
