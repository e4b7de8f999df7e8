"""What other engines and modules may use of notifications."""

__all__: list[str] = []
