from .bulk_job import BulkJob
from .custom_field import CustomField
from .record import Record
from .saved_view import DefaultView, SavedView
from .submission import Submission
from .token import ApiToken, TokenUse
from .webhook import Webhook, WebhookDelivery

__all__ = [
    "ApiToken",
    "BulkJob",
    "CustomField",
    "DefaultView",
    "Record",
    "SavedView",
    "Submission",
    "TokenUse",
    "Webhook",
    "WebhookDelivery",
]
