"""The accounts of the demonstration, as the terminal shows them."""

from __future__ import annotations

from .people import ACCOUNTS, PASSWORD


def print_logins(site: str = "") -> None:
    from essaim.engines.rights.api import Role

    labels = dict(Role.objects.values_list("code", "label"))
    width = max(len(account.email) for account in ACCOUNTS)
    print()
    if site:
        print(f"  Essaim vous attend sur {site}/")
        print()
    print(f"  Mot de passe de tous les comptes : {PASSWORD}")
    print()
    for account in ACCOUNTS:
        print(f"  {account.email:<{width}}  {labels.get(account.role, account.role)}")
    print()
    if site:
        print("  Ctrl-C arrête tout.")
    print(flush=True)
