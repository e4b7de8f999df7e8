"""/suivi/…: exchanges and tasks in the pages of records and on the home page."""

from django.urls import path

from . import fragments

app_name = "timeline"
urlpatterns = [
    path("taches/<int:pk>/faite/", fragments.set_done, {"done": True}, name="done"),
    path("taches/<int:pk>/rouvrir/", fragments.set_done, {"done": False}, name="reopen"),
    path("taches/<int:pk>/reporter/", fragments.postpone, name="postpone"),
    path("<slug:slug>/<int:pk>/", fragments.panel, name="panel"),
    path("<slug:slug>/<int:pk>/compris/", fragments.preview, name="preview"),
    path("<slug:slug>/<int:pk>/noter/", fragments.write, name="write"),
]
