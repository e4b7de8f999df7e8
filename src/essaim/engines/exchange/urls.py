"""/fichiers/… : bringing files in, taking lists out."""

from django.urls import path

from . import fragments
from .pages import columns, exporting, result, rules, start, trial

app_name = "exchange"
urlpatterns = [
    path("imports/", start.history, name="imports"),
    path("importer/<slug:slug>/", start.start, name="import"),
    path("importer/<slug:slug>/modele.xlsx", start.sample, name="sample"),
    path("imports/<int:pk>/colonnes/", columns.columns, name="columns"),
    path("imports/<int:pk>/feuille/", columns.sheet, name="sheet"),
    path("imports/<int:pk>/regles/", rules.rules, name="rules"),
    path("imports/<int:pk>/essai/", trial.trial, name="trial"),
    path("imports/<int:pk>/essai/encore/", trial.again, name="again"),
    path("imports/<int:pk>/essai/douteuses/", trial.decide_rest, name="decide_rest"),
    path("imports/<int:pk>/essai/<int:line>/", trial.correction, name="correction"),
    path("imports/<int:pk>/essai/<int:line>/choix/", fragments.choose, name="choose"),
    path("imports/<int:pk>/a-corriger.xlsx", trial.errors, name="errors"),
    path("imports/<int:pk>/avancement/", fragments.progress, name="progress"),
    path("imports/<int:pk>/ecrire/", trial.write, name="write"),
    path("imports/<int:pk>/", result.result, name="result"),
    path("imports/<int:pk>/annuler/", result.undo, name="undo"),
    path("exporter/<slug:slug>/", exporting.export, name="export"),
    path("exports/", exporting.exports, name="exports"),
    path("exports/<int:pk>/", exporting.waiting, name="export_waiting"),
    path("exports/<int:pk>/avancement/", fragments.export_progress, name="export_progress"),
    path("exports/<int:pk>/fichier/", exporting.download, name="download"),
]
