"""Five thousand merged messages prepared: fields, a condition, consent asked, each row written."""

from __future__ import annotations

from typing import Any

COUNT = 5000
BAR = 20.0
BODY = """{{ Formule d’appel }},

{{ si Ville }}
Vous êtes à **{{ Ville }}**.
{{ fin }}

{{ Organisme }}"""
CODE = """
import time, django
django.setup()
from essaim.engines.accounts.api import User
from essaim.engines.campaigns.api import Campaign, do_start_campaign, prepare
from essaim.engines.directory.api import Consent, Person
user = User.objects.filter(role_holdings__role__is_administrator=True).first() or User.objects.first()
keys = list(Person.objects.filter(status="active").order_by("pk").values_list("pk", flat=True)[:{count}])
Consent.objects.bulk_create(
    [Consent(person_id=key, channel="email", purpose="news", given=True) for key in keys], batch_size=1000
)
Person.objects.filter(pk__in=keys, email="").update(email="x@exemple.example")
made = do_start_campaign(actor=user, name="Banc", channel="email", purpose="news", segment={{"type": "people"}})
Campaign.objects.filter(pk=made.pk).update(
    subject="Pour {{{{ Prénom }}}}", body={body!r}, frozen_ids=keys, one_per_address=False
)
begun = time.perf_counter()
made = Campaign.objects.get(pk=made.pk)
print(prepare(made), round(time.perf_counter() - begun, 2))
"""


def measure(bench: Any) -> None:
    done = bench.place.python("-c", CODE.format(count=COUNT, body=BODY))
    count, seconds = done.output.split()[-2:]
    bars = {"seconds": (float(seconds), BAR)}
    bench._tell("messages", bars, seconds=float(seconds), messages=int(count), peak_mb=done.peak_mb)
