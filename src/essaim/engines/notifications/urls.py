from django.urls import path

from . import fragments
from .pages import listing, preferences, unsubscribing

app_name = "notifications"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("recentes/", fragments.latest, name="latest"),
    path("qui/", fragments.people, name="people"),
    path("lues/", listing.mark_all, name="mark_all"),
    path("<int:pk>/lue/", listing.mark, name="mark"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("arreter/<str:signed>/", unsubscribing.unsubscribe, name="unsubscribe"),
]
