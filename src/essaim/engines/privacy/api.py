"""What other engines and modules may use of privacy."""

__all__: list[str] = []
