"""Writes of accounts. Pages that lead here require `change` on the resource `access`, or act on oneself."""
