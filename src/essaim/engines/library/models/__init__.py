from .attachment import AttachedType, Attachment
from .audience_line import AudienceLine
from .collection import Collection
from .document import Document
from .favourite import Favourite, FavouriteFolder
from .quota import Quota
from .upload import Upload, UploadPart
from .version import Content, Version
from .visit import Opening, Visit

__all__ = [
    "AttachedType",
    "Attachment",
    "AudienceLine",
    "Collection",
    "Content",
    "Document",
    "Favourite",
    "FavouriteFolder",
    "Opening",
    "Quota",
    "Upload",
    "UploadPart",
    "Version",
    "Visit",
]
