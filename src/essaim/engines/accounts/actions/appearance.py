"""Name, logo and colours of the installation and of networks."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from essaim.kit.colour import palette, parse
from essaim.kit.writing import snapshot, writing

from ..logos import Logo
from ..models import Appearance, Installation, Network, User
from ..queries import appearance, installation_for


def save_installation(*, actor: User | None, name: str, contact_email: str = "") -> Installation:
    with writing(actor) as work:
        installation = installation_for(None)
        before = snapshot(installation)
        installation.name, installation.contact_email = name, contact_email
        installation.save()
        work.changed(installation, before)
    return installation


def save_appearance(
    *,
    actor: User | None,
    network: Network | None,
    brand: str,
    accent: str = "",
    logo: Logo | None = None,
    remove_logo: bool = False,
) -> Appearance:
    """What pages wear is the nearest palette that can be read (`kit.colour.palette`), kept as a style sheet."""
    with writing(actor) as work:
        look = appearance(network) or Appearance(network=network)
        before = snapshot(look) if look.pk else None
        look.brand, look.accent = parse(brand), parse(accent) if accent else ""
        look.css = stylesheet_of(look)
        look.css_hash = hashlib.sha256(look.css.encode()).hexdigest()[:16]
        if logo is not None:
            look.logo_hash = hashlib.sha256(logo.content).hexdigest()[:32]
            look.logo.save(f"{look.logo_hash}.{logo.extension}", ContentFile(logo.content), save=False)
        elif remove_logo:
            look.logo, look.logo_hash = "", ""
        look.save()
        if before is None:
            work.created(look)
        else:
            work.changed(look, before)
        _index_looks()
    return look


def remove_appearance(*, actor: User | None, network: Network | None) -> None:
    """Back to the product's own look, or for a network to the installation's."""
    with writing(actor) as work:
        look = appearance(network)
        if look is not None:
            work.deleted(look)
            look.delete()
            _index_looks()


def stylesheet_of(look: Appearance) -> str:
    worn = palette(look.brand)
    lines = [
        f"--es-brand-light:{worn.light}",
        f"--es-brand-light-contrast:{worn.light_text}",
        f"--es-brand-dark:{worn.dark}",
        f"--es-brand-dark-contrast:{worn.dark_text}",
    ]
    if look.accent:
        lines.append(f"--es-accent:{look.accent}")
    return ":root{" + ";".join(lines) + "}\n"


def _index_looks() -> None:
    """`Installation.looks` is what a request reads in place of all the appearances."""
    installation = installation_for(None)
    installation.looks = {
        str(look.network_id or ""): {"css": look.css_hash, "logo": look.logo_hash}
        for look in Appearance.objects.all()
    }
    installation.save()
