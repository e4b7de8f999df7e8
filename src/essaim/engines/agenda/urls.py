"""/agenda/…: the calendar, one date of an event, answers, feeds, what comes in from elsewhere."""

from django.urls import path

from . import fragments
from .pages import (
    calendar,
    clock,
    feeds,
    importing,
    invitations,
    occurrence,
    outside,
    participants,
    quick,
    week,
)

app_name = "agenda"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("nouveau/", quick.quick, name="quick"),
    path("creer/", calendar.new, name="new"),
    path("semaine/", week.week, name="week"),
    path("horloge/", clock.clock, name="clock"),
    path("fiches/", fragments.side, name="side"),
    path("dates.json", fragments.dates, name="dates"),
    path("liste/", fragments.day_list, name="list"),
    path("disponibilites/", fragments.availability, name="availability"),
    path("abonnements/", feeds.feeds, name="feeds"),
    path("abonnements/<int:pk>/supprimer/", feeds.revoke, name="revoke_feed"),
    path("exterieurs/", outside.outside, name="outside"),
    path("exterieurs/etat/", outside.state, name="outside_state"),
    path("exterieurs/<int:pk>/retirer/", outside.unfollow, name="unfollow"),
    path("exterieurs/<int:pk>/relire/", outside.reread, name="reread"),
    path("importer/", importing.upload, name="import"),
    path("importer/<int:pk>/", importing.preview, name="import_preview"),
    path("importer/<int:pk>/annuler/", importing.undo, name="undo_import"),
    path("flux/<str:token>.ics", feeds.read, name="feed"),
    path("invitation/<str:signed>/", invitations.by_mail, name="by_mail"),
    path("<int:pk>/repondre/", invitations.answer, name="answer"),
    path("<int:pk>/participants/", participants.participants, name="participants"),
    path("<int:pk>/participants/inviter/", participants.invite, name="invite"),
    path("<int:pk>/participants/relancer/", participants.remind, name="remind"),
    path("<int:pk>/participants/<int:key>/reponse/", participants.note, name="note_answer"),
    path("<int:pk>/participants/<int:key>/retirer/", participants.uninvite, name="uninvite"),
    path("<int:pk>/copier/", quick.duplicate, name="duplicate"),
    path("<int:pk>/evenement.ics", feeds.download, name="download"),
    path("<int:pk>/<str:moment>/", occurrence.occurrence, name="occurrence"),
    path("<int:pk>/<str:moment>/supprimer/", occurrence.cancel, name="cancel"),
]
