from .record import Record

__all__ = ["Record"]
