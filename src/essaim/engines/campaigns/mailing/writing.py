"""One message as an e-mail ready to be given to a server."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import Look, look_of
from essaim.engines.campaigns.choices import Kind
from essaim.engines.campaigns.models import Campaign, Message

from .layout import Frame, page, text_page

POLICY = SMTP.clone(cte_type="7bit", max_line_length=200)


class Envelope:
    """What is the same for all the messages of a campaign: who sends, in which colours."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.look: Look = look_of(campaign.network)
        self.sender = campaign.sender_name or self.look.name
        self.from_address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self.host = urlsplit(settings.SITE_URL).hostname or "localhost"

    def frame(self, message: Message) -> Frame:
        campaign = self.campaign
        chosen = campaign.needs_consent
        return Frame(
            sender=self.sender,
            colour=self.look.colour,
            logo=absolute(self.look.logo_url) if self.look.logo_url else "",
            preheader=campaign.preheader,
            view_url=link("campaigns:online", message) if campaign.kind == Kind.ISSUE else "",
            preferences_url=link("campaigns:preferences", message) if chosen else "",
            unsubscribe_url=link("campaigns:unsubscribe", message) if chosen else "",
            pixel_url=self.pixel(message),
            why=self.why(),
        )

    def why(self) -> str:
        """Why they receive it, in the words of the purpose."""
        if not self.campaign.needs_consent:
            return ""
        what = str(self.campaign.topic or self.campaign.get_purpose_display())
        return _("Vous recevez ce message parce que vous avez accepté de recevoir : %s.") % what

    def pixel(self, message: Message) -> str:
        """The reader's own image with their consent; without it one that is the same for everybody."""
        if not self.campaign.track_opens:
            return ""
        if message.tracked:
            return link("campaigns:seen", message)
        return absolute(reverse("campaigns:shown", kwargs={"pk": self.campaign.pk}))

    def html(self, message: Message) -> str:
        return page(message.subject, message.body, self.frame(message))

    def mail(self, message: Message) -> EmailMessage:
        """Headers, plain text and HTML. Its Message-ID never changes: a server that met it may drop a double."""
        mail = EmailMessage(policy=POLICY)
        mail["From"] = Address(self.sender, addr_spec=self.from_address)
        mail["To"] = _to(message)
        mail["Subject"] = message.subject or self.campaign.name
        mail["Date"] = format_datetime(timezone.localtime())
        mail["Message-ID"] = message_id(message, self.host)
        if self.campaign.reply_to:
            mail["Reply-To"] = self.campaign.reply_to
        if self.campaign.needs_consent:
            mail["List-Unsubscribe"] = f"<{link('campaigns:unsubscribe', message)}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            mail["List-Id"] = f"<{self.campaign.topic_id or 0}.{self.campaign.purpose}.{self.host}>"
        if self.campaign.kind in (Kind.AUTOMATIC, Kind.EVENT):
            mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        frame = self.frame(message)
        mail.set_content(text_page(message.text, frame), cte="quoted-printable")
        mail.add_alternative(
            page(message.subject, message.body, frame), subtype="html", cte="quoted-printable"
        )
        return mail


def _to(message: Message) -> Any:
    try:
        return Address(" ".join(message.label.split()), addr_spec=message.address)
    except Exception:  # noqa: BLE001  the header parser has many words for a name or address it cannot write
        return message.address


def message_id(message: Message, host: str) -> str:
    return f"<essaim.{message.key}@{host}>"


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def link(name: str, message: Message) -> str:
    return absolute(reverse(name, kwargs={"key": message.key}))


def envelope_sender(message: Message, from_address: str) -> str:
    """Where bounces go: the mailbox that is read for them, the message's key in its tag."""
    address = settings.CAMPAIGN_BOUNCES
    if not address:
        return from_address
    name, _at, domain = address.partition("@")
    return f"{name}+{message.key}@{domain}"
