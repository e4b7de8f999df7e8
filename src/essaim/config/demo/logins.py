"""The accounts of the demonstration, as the terminal shows them."""

from __future__ import annotations

from .people import ACCOUNTS, FIRST_VISIT, PASSWORD


def print_logins(labels: dict[str, str], site: str = "") -> None:
    """`labels`: what the roles are called, by code."""
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
    print(
        f"  {FIRST_VISIT}@essaim.example n’a pas encore accepté la charte : c’est ce que voit un nouveau venu."
    )
    print()
    if site:
        print("  Ctrl-C arrête tout.")
    print(flush=True)
