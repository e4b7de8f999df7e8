"""What sandboxes owe as a record type."""

from essaim.engines.accounts.api import User
from essaim.engines.records.testing import RecordTypeSuite
from essaim.engines.records.testing_api import ApiSuite
from essaim.engines.sandbox.factories import SandboxFactory


def newest_user():
    return User.objects.order_by("-pk").first().pk


class TestSandboxes(RecordTypeSuite):
    record_type = "sandboxes"
    factory = SandboxFactory
    text_field = "label"

    def form_data(self):
        return {"label": "Le mien", "template": "tiny", "owner": newest_user(), "kept_days": "30"}


class TestSandboxesApi(ApiSuite):
    record_type = "sandboxes"
    factory = SandboxFactory

    def api_data(self):
        return {"label": "Le mien", "template": "tiny", "owner": newest_user(), "kept_days": 30}
