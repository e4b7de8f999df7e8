from .sandbox import Sandbox

__all__ = ["Sandbox"]
