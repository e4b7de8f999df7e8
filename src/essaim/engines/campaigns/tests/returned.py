"""Mails that come back, in the words of the servers that write them. `{key}` stands for the message's."""

POSTFIX = """Return-Path: <>
From: MAILER-DAEMON@mx.serveur.example (Mail Delivery System)
To: retours+{key}@exemple.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9B0E"

--9B0E
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.serveur.example.

<awa@exemple.example>: host mx.exemple.example[192.0.2.1] said: 550 5.1.1
    <awa@exemple.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)

--9B0E
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.serveur.example
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0100 (CET)

Final-Recipient: rfc822; awa@exemple.example
Original-Recipient: rfc822;awa@exemple.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.exemple.example
Diagnostic-Code: smtp; 550 5.1.1 <awa@exemple.example>: Recipient address rejected: User unknown

--9B0E
Content-Type: message/rfc822

From: =?utf-8?q?=C3=89cole?= <essaim@localhost>
Message-ID: <essaim.{key}@127.0.0.1>
Subject: Des nouvelles

Bonjour

--9B0E--
"""

EXCHANGE_FULL = """From: <postmaster@exemple.onmicrosoft.example>
To: essaim@localhost
Subject: =?utf-8?B?Tm9uIHJlbWlz?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="a1"

--a1
Content-Type: text/html; charset="utf-8"

<p>La boîte aux lettres est pleine.</p>
--a1
Content-Type: message/delivery-status

Reporting-MTA: dns;PR1.prod.example

Final-Recipient: rfc822;awa@exemple.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;552 5.2.2 mailbox full

--a1
Content-Type: text/rfc822-headers

Message-ID: <essaim.{key}@127.0.0.1>
Subject: Des nouvelles

--a1--
"""

DELAYED = """From: MAILER-DAEMON@mx.serveur.example
To: essaim@localhost
Subject: Delayed Mail (still being retried)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="d"

--d
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.serveur.example

Final-Recipient: rfc822; awa@exemple.example
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.exemple.example: Connection timed out

--d
Content-Type: text/rfc822-headers

Message-ID: <essaim.{key}@127.0.0.1>

--d--
"""

QMAIL = """Return-Path: <>
From: MAILER-DAEMON@mail.serveur.example
To: retours+{key}@exemple.example
Subject: failure notice

Hi. This is the qmail-send program at mail.serveur.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<awa@exemple.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
"""

EXIM = """Return-path: <>
From: Mail Delivery System <Mailer-Daemon@serveur.example>
To: essaim@localhost
X-Failed-Recipients: awa@exemple.example
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender

A message that you sent could not be delivered. This is a permanent error.

  awa@exemple.example
    host mx.exemple.example [192.0.2.1]: 550 5.7.1 Message rejected as spam

Message-Id: <essaim.{key}@127.0.0.1>
"""

ARF = """From: <fbl@fournisseur.example>
To: plaintes@exemple.example
Subject: FW: Des nouvelles
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="f"

--f
Content-Type: text/plain

This is an email abuse report.
--f
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <essaim@localhost>
Original-Rcpt-To: <awa@exemple.example>

--f
Content-Type: message/rfc822

Message-ID: <essaim.{key}@127.0.0.1>
Subject: Des nouvelles

Bonjour
--f--
"""

VACATION = """From: Awa Diop <awa@exemple.example>
To: essaim@localhost
In-Reply-To: <essaim.{key}@127.0.0.1>
Auto-Submitted: auto-replied (vacation)
Subject: Absente

Je suis en congé jusqu'au 3 janvier.
"""

ANSWER = """From: Awa Diop <awa@exemple.example>
To: essaim@localhost
In-Reply-To: <essaim.{key}@127.0.0.1>
References: <essaim.{key}@127.0.0.1>
Subject: =?utf-8?q?Re=3A_Des_nouvelles_=F0=9F=98=80?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Bonjour, je viendrai avec plaisir 😀

Le dim. 22 nov. 2026 à 09:00, École Soleil <essaim@localhost> a écrit :
> Bonjour Awa
"""

NEWSPAPER = """From: journal@ailleurs.example
To: essaim@localhost
Subject: Offre exceptionnelle 550 5.1.1

Rien à voir avec nous.
"""
