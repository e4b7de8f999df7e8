from .attachment import Attachment
from .form import Form
from .response import Response
from .ticket import Ticket
from .version import Version
from .voice import Voice

__all__ = ["Attachment", "Form", "Response", "Ticket", "Version", "Voice"]
