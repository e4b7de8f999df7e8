"""/agenda/…: the calendar, one date of an event, answers, feeds."""

from django.urls import path

from . import fragments
from .pages import calendar, feeds, invitations, occurrence

app_name = "agenda"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("nouveau/", calendar.new, name="new"),
    path("dates.json", fragments.dates, name="dates"),
    path("liste/", fragments.day_list, name="list"),
    path("disponibilites/", fragments.availability, name="availability"),
    path("abonnements/", feeds.feeds, name="feeds"),
    path("abonnements/<int:pk>/supprimer/", feeds.revoke, name="revoke_feed"),
    path("flux/<str:token>.ics", feeds.read, name="feed"),
    path("invitation/<str:signed>/", invitations.by_mail, name="by_mail"),
    path("<int:pk>/repondre/", invitations.answer, name="answer"),
    path("<int:pk>/evenement.ics", feeds.download, name="download"),
    path("<int:pk>/<str:moment>/", occurrence.occurrence, name="occurrence"),
    path("<int:pk>/<str:moment>/supprimer/", occurrence.cancel, name="cancel"),
]
