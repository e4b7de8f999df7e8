"""The frame of an e-mail. Mail programs read neither style sheets nor variables: every element carries its own
style, in the colours of the network; one column of 600 pixels that narrows on a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from essaim.kit import colour as colours

FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
INK, GREY, PAPER, GROUND, LINE = "#1c1419", "#5f5a5d", "#ffffff", "#f6f3f2", "#e4dfdd"
DEFAULT = "#8a2f6b"
_TAG = re.compile(r"<(p|h2|h3|h4|ul|ol|li|a|blockquote|hr|table|td|th)(?=[\s>/])")


@dataclass(frozen=True)
class Frame:
    """What stands around the text. Addresses are whole ("https://…"); empty ones are left out."""

    sender: str
    colour: str = ""
    logo: str = ""
    preheader: str = ""
    view_url: str = ""
    preferences_url: str = ""
    unsubscribe_url: str = ""
    pixel_url: str = ""
    why: str = ""


def styles(colour: str) -> dict[str, str]:
    return {
        "p": "margin:0 0 16px;",
        "h2": "margin:28px 0 12px;font-size:22px;line-height:1.3;",
        "h3": "margin:24px 0 8px;font-size:18px;line-height:1.3;",
        "h4": "margin:20px 0 8px;font-size:16px;",
        "ul": "margin:0 0 16px;padding-left:24px;",
        "ol": "margin:0 0 16px;padding-left:24px;",
        "li": "margin:0 0 6px;",
        "a": f"color:{colour};text-decoration:underline;",
        "blockquote": f"margin:0 0 16px;padding:4px 0 4px 16px;border-left:3px solid {LINE};color:{GREY};",
        "hr": f"border:0;border-top:1px solid {LINE};margin:24px 0;",
        "table": "border-collapse:collapse;margin:0 0 16px;",
        "td": f"border:1px solid {LINE};padding:6px 10px;",
        "th": f"border:1px solid {LINE};padding:6px 10px;text-align:left;",
    }


def readable(colour: str) -> str:
    """The network's colour, darkened until it can be read on white."""
    try:
        parsed = colours.parse(colour) if colour else DEFAULT
    except ValueError:
        parsed = DEFAULT
    for _step in range(20):
        if colours.contrast(parsed, PAPER) >= colours.TEXT_RATIO:
            return parsed
        parsed = colours.mix(parsed, 0.88, "#000000")
    return DEFAULT


def dressed(html: str, colour: str) -> str:
    """The text's own elements with their styles."""
    known = styles(colour)
    return _TAG.sub(lambda found: f'<{found[1]} style="{known[found[1]]}"', html)


def page(subject: str, html: str, frame: Frame, language: str = "fr") -> str:
    colour = readable(frame.colour)
    head = (
        f'<img src="{escape(frame.logo)}" alt="{escape(frame.sender)}" height="48" style="height:48px;border:0;">'
        if frame.logo
        else f'<span style="font-size:18px;font-weight:bold;color:{colour};">{escape(frame.sender)}</span>'
    )
    hidden = (
        '<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">'
        f"{escape(frame.preheader)}{'&#8199;&#65279;' * 40}</div>"
        if frame.preheader
        else ""
    )
    pixel = (
        f'<img src="{escape(frame.pixel_url)}" alt="" width="1" height="1" style="border:0;">'
        if frame.pixel_url
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light"><title>{escape(subject)}</title></head>\n'
        f'<body style="margin:0;padding:0;background:{GROUND};">{hidden}\n'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="background:{GROUND};"><tr><td align="center" style="padding:24px 12px;">\n'
        f'<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" '
        f'style="width:100%;max-width:600px;background:{PAPER};border-top:4px solid {colour};">'
        f'<tr><td style="padding:24px 32px 0;{FONT};">{head}</td></tr>\n'
        f'<tr><td style="padding:24px 32px;{FONT};font-size:16px;line-height:1.55;color:{INK};">\n'
        f"<main>\n{dressed(html, colour)}\n</main></td></tr></table>\n{_foot(frame)}{pixel}</td></tr></table>\n"
        "</body></html>\n"
    )


def _foot(frame: Frame) -> str:
    links = " · ".join(
        f'<a href="{escape(url)}" style="color:{GREY};text-decoration:underline;">{label}</a>'
        for url, label in _links(frame)
    )
    lines = [escape(frame.why), links]
    said = "<br>".join(line for line in lines if line)
    return (
        '<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" '
        f'style="width:100%;max-width:600px;"><tr><td style="padding:16px 32px;{FONT};font-size:13px;'
        f'line-height:1.5;color:{GREY};">{said}</td></tr></table>'
    )


def _links(frame: Frame) -> list[tuple[str, str]]:
    found = (
        (frame.view_url, _("Lire en ligne")),
        (frame.preferences_url, _("Mes préférences")),
        (frame.unsubscribe_url, _("Me désabonner")),
    )
    return [(url, label) for url, label in found if url]


def text_page(text: str, frame: Frame) -> str:
    """The plain twin with what the frame says."""
    lines = [text, "", "-- ", frame.sender]
    if frame.why:
        lines.append(frame.why)
    lines += [_("%(what)s : %(url)s") % {"what": label, "url": url} for url, label in _links(frame)]
    return "\n".join(lines) + "\n"
