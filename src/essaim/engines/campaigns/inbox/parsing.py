"""What a mail that came back is: a delivery report (RFC 3464), a complaint (RFC 5965), an automatic word, an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from enum import StrEnum
from html import unescape

KEY = re.compile(r"essaim\.([A-Za-z0-9]{22})@")
TAGGED = re.compile(r"\+([A-Za-z0-9]{22})@")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
UNKNOWN = re.compile(
    r"user unknown|no such (user|mailbox|recipient)|unknown (user|recipient|address)|mailbox (not found|unavailable)"
    r"|does not exist|doesn't exist|utilisateur inconnu|adresse (inconnue|inexistante)|account (disabled|inactive)",
    re.IGNORECASE,
)
SENDERS = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_QUOTED = re.compile(
    r"^(>|Le .{4,120} a écrit\s*:|On .{4,120} wrote:|-{3,} ?(Message|Original|Forwarded))", re.MULTILINE
)
_TAG = re.compile(r"<(style|script)[^>]*>.*?</\1>|<br\s*/?>|</p>|<[^>]+>", re.IGNORECASE | re.DOTALL)
LONGEST = 5000


class What(StrEnum):
    BOUNCE = "bounce"
    DELAY = "delay"
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic"
    ANSWER = "answer"
    OTHER = "other"


@dataclass(frozen=True)
class Incoming:
    """`key`: whose message it is about, "" when nothing tells. `hard`: the address does not exist.

    `address`: the one that failed, as its server names it. `text`: what an answer says, quotations left out.
    """

    what: What
    key: str = ""
    hard: bool = False
    detail: str = ""
    address: str = ""
    subject: str = ""
    text: str = ""


def parse(raw: bytes) -> Incoming:
    """Never raises: a mail that cannot be read is OTHER."""
    try:
        mail: EmailMessage = message_from_bytes(raw, policy=policy.default)  # type: ignore[assignment]
        return _parse(mail, raw)
    except Exception:  # noqa: BLE001  what arrives in a mailbox may break a parser in ways nobody listed
        return Incoming(What.OTHER)


def _parse(mail: EmailMessage, raw: bytes) -> Incoming:
    key = key_of(mail, raw)
    kind = str(mail.get_param("report-type", "")).lower()
    if mail.get_content_type() == "multipart/report" and kind == "feedback-report":
        return _complaint(mail, key)
    if mail.get_content_type() == "multipart/report" and kind == "delivery-status":
        return _report(mail, key)
    failed = str(mail.get("X-Failed-Recipients", ""))
    if failed or (_from_a_server(mail) and not mail.get("In-Reply-To") and _status_in(raw)):
        return _plain_report(raw, key, failed)
    if _is_automatic(mail):
        return Incoming(What.AUTOMATIC, key)
    if key:
        return Incoming(What.ANSWER, key, subject=_line(mail.get("Subject", "")), text=body_of(mail))
    return Incoming(What.OTHER)


def key_of(mail: EmailMessage, raw: bytes) -> str:
    """From the tag of the address it came back to, else from our Message-ID, in headers or in what is quoted."""
    for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To"):
        for value in mail.get_all(name, []):
            if found := TAGGED.search(str(value)):
                return found[1]
    for name in ("In-Reply-To", "References"):
        if found := KEY.search(str(mail.get(name, ""))):
            return found[1]
    found = KEY.search(raw.decode("latin-1"))
    return found[1] if found else ""


def _blocks(mail: EmailMessage, kind: str) -> Iterator[Message]:
    """The blocks of fields of a report's machine-readable part."""
    for part in mail.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload()
            if isinstance(payload, list):
                yield from payload  # type: ignore[misc]
            else:
                content = part.get_payload(decode=True)
                yield message_from_bytes(
                    content if isinstance(content, bytes) else b"", policy=policy.default
                )


def _report(mail: EmailMessage, key: str) -> Incoming:
    for block in _blocks(mail, "message/delivery-status"):
        action = str(block.get("Action", "")).strip().lower()
        if not action:
            continue
        status = str(block.get("Status", "")).strip()
        said = _line(block.get("Diagnostic-Code", "")) or status
        address = (
            str(block.get("Final-Recipient", block.get("Original-Recipient", ""))).split(";")[-1].strip(" <>")
        )
        if action == "failed":
            return Incoming(What.BOUNCE, key, is_hard(status, said), said[:300], address.lower())
        if action == "delayed":
            return Incoming(What.DELAY, key, detail=said[:300], address=address.lower())
    return Incoming(What.OTHER, key)


def is_hard(status: str, said: str) -> bool:
    """The address itself is wrong; a full mailbox or a refused content is not its fault."""
    status = (STATUS.search(status) or STATUS.search(said) or [""])[0]
    return (
        status.startswith("5.1.")
        or status == "5.2.1"
        or (status[:1] in ("5", "") and bool(UNKNOWN.search(said)))
    )


def _complaint(mail: EmailMessage, key: str) -> Incoming:
    for block in _blocks(mail, "message/feedback-report"):
        kind = str(block.get("Feedback-Type", "abuse")).strip().lower()
        if kind == "not-spam":
            return Incoming(What.OTHER, key)
        address = str(block.get("Original-Rcpt-To", "")).strip(" <>").lower()
        return Incoming(What.COMPLAINT, key, detail=kind[:300], address=address)
    return Incoming(What.COMPLAINT, key, detail="abuse")


def _from_a_server(mail: EmailMessage) -> bool:
    empty_path = str(mail.get("Return-Path", "x")).strip() in ("<>", "")
    return empty_path or bool(SENDERS.search(str(mail.get("From", ""))))


def _status_in(raw: bytes) -> bool:
    text = raw.decode("latin-1")
    return bool(re.search(r"\b5\d\d[ -]|\b5\.\d\.\d", text)) or bool(UNKNOWN.search(text))


def _plain_report(raw: bytes, key: str, failed: str) -> Incoming:
    """Servers that write no report but a sentence (qmail, Exim)."""
    text = raw.decode("utf-8", "replace")
    line = next((line for line in text.splitlines() if STATUS.search(line) or UNKNOWN.search(line)), "")
    address = failed.split(",")[0].strip().lower()
    return Incoming(What.BOUNCE, key, is_hard("", line), _line(line)[:300], address)


def _is_automatic(mail: EmailMessage) -> bool:
    said = str(mail.get("Auto-Submitted", "no")).strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    marks = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")
    return (
        said != "no" or precedence in ("auto_reply", "bulk", "junk") or any(mail.get(mark) for mark in marks)
    )


def body_of(mail: EmailMessage) -> str:
    """What the person wrote, without the message they answer to."""
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part.get_content_type() == "text/html":
        text = unescape(_TAG.sub(lambda found: "\n" if found[0].lower()[:3] in ("<br", "</p") else "", text))
    text = text.replace("\r\n", "\n").replace("\x00", "")
    found = _QUOTED.search(text)
    kept = text[: found.start()] if found and text[: found.start()].strip() else text
    return kept.strip()[:LONGEST]


def _line(value: object) -> str:
    return " ".join(str(value).replace("\x00", "").split())
