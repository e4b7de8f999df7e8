from .custom_field import CustomField
from .record import Record
from .token import ApiToken, TokenUse
from .webhook import Webhook, WebhookDelivery

__all__ = ["ApiToken", "CustomField", "Record", "TokenUse", "Webhook", "WebhookDelivery"]
