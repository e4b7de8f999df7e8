"""Settings of campaigns: how messages leave, where bounces and answers come back, the SMS gateway."""

import json

from . import environment as env

# "smtp", "backend" (files, where no server is set) or "fictif" (nothing leaves, for training).
CAMPAIGN_MAIL = env.text("MAIL_TRANSPORT") or ("smtp" if env.text("SMTP_HOST") else "backend")
CAMPAIGN_SMS = env.text("SMS_TRANSPORT") or ("sms" if env.text("SMS_URL") else "")
CAMPAIGN_BOUNCES = env.text("MAIL_BOUNCES")
CAMPAIGN_INBOX = env.text("MAIL_INBOX")
CAMPAIGN_RATE = int(env.text("MAIL_PER_MINUTE", "0"))

SMS_URL = env.text("SMS_URL")
SMS_TYPE = env.text("SMS_TYPE", "application/json")
SMS_BODY = env.text("SMS_BODY", '{"to": "{to}", "text": "{text}", "from": "{sender}"}')
SMS_HEADERS = json.loads(env.text("SMS_HEADERS", "{}"))
SMS_SENDER = env.text("SMS_SENDER")
