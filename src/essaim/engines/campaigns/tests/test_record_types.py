"""What the record types of campaigns owe."""

from essaim.engines.campaigns.factories import (
    AutomaticFactory,
    CampaignFactory,
    IssueFactory,
    NewsletterFactory,
    TemplateFactory,
    TopicFactory,
)
from essaim.engines.records.testing import RecordTypeSuite


class TestCampaigns(RecordTypeSuite):
    record_type = "campaigns"
    factory = CampaignFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Portes ouvertes", "channel": "email", "purpose": "news"}


class TestAutomaticMessages(RecordTypeSuite):
    record_type = "automatic_messages"
    factory = AutomaticFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Rappel", "channel": "email", "purpose": "service"}


class TestIssues(RecordTypeSuite):
    record_type = "newsletter_issues"
    factory = IssueFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Numéro 1"}


class TestTemplates(RecordTypeSuite):
    record_type = "message_templates"
    factory = TemplateFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Invitation", "channel": "email", "purpose": "news", "body": "Bonjour {{ Prénom }},"}


class TestTopics(RecordTypeSuite):
    record_type = "message_topics"
    factory = TopicFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Événements", "order": "10"}


class TestNewsletters(RecordTypeSuite):
    record_type = "newsletters"
    factory = NewsletterFactory
    text_field = "name"

    def form_data(self):
        return {"name": "La lettre", "weekday": "1", "at_hour": "9", "days_before": "1"}
