"""Privacy declares, like any other engine: the parts of the engines below it, and its own."""

from . import parts  # noqa: F401  declares
