from django.urls import path

from . import fragments
from .pages import journal

app_name = "journal"

urlpatterns = [
    path("", journal.journal, name="journal"),
    path("exporter.csv", journal.export, name="export"),
    path("historique/", fragments.history, name="history"),
    path("retablir/<int:pk>/", fragments.restore, name="restore"),
]
