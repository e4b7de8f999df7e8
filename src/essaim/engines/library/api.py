"""What modules and higher engines may use of the library."""

from __future__ import annotations

from .actions.attaching import do_attach as attach
from .actions.attaching import do_detach as detach
from .actions.documents import do_set_audience as set_audience
from .actions.publishing import do_add_version as add_version
from .actions.publishing import do_publish as publish
from .actions.uploading import receive_whole
from .extracting import read_apart as read_file
from .models import Collection, Document, Upload
from .newness import new_count, new_documents
from .queries import attached_to
from .queries import visible as visible_documents
from .sniffing import Refusal

__all__ = [
    "Collection",
    "Document",
    "Refusal",
    "Upload",
    "add_version",
    "attach",
    "attached_to",
    "detach",
    "new_count",
    "new_documents",
    "publish",
    "read_file",
    "receive_whole",
    "set_audience",
    "visible_documents",
]
