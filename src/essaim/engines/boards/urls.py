"""/tableaux/…: boards, ready ones, their widgets, their files."""

from django.urls import path

from . import fragments
from .pages import boards, editor, files, library, settings

app_name = "boards"
urlpatterns = [
    path("", library.library, name="library"),
    path("nouveau/", settings.new, name="new"),
    path("graphique/<slug:slug>/", editor.from_list, name="from_list"),
    path("prets/<slug:name>/", boards.ready, name="ready"),
    path("prets/<slug:name>/w/<slug:key>/", fragments.ready_widget, name="ready_widget"),
    path("prets/<slug:name>/copier/", settings.copy_ready, name="copy_ready"),
    path("prets/<slug:name>/tableau.xlsx", files.ready_workbook, name="ready_workbook"),
    path("<int:pk>/", boards.board, name="board"),
    path("<int:pk>/w/<slug:key>/", fragments.widget, name="widget"),
    path("<int:pk>/composer/", boards.compose, name="compose"),
    path("<int:pk>/disposition/", boards.arrange, name="arrange"),
    path("<int:pk>/filtres/", boards.keep_filters, name="keep_filters"),
    path("<int:pk>/element/", editor.new_widget, name="new_widget"),
    path("<int:pk>/element/<slug:key>/", editor.change_widget, name="change_widget"),
    path("<int:pk>/element/<slug:key>/supprimer/", boards.remove_widget, name="remove_widget"),
    path("<int:pk>/element/<slug:key>/dupliquer/", boards.copy_widget, name="copy_widget"),
    path("<int:pk>/reglages/", settings.change, name="change"),
    path("<int:pk>/copier/", settings.copy, name="copy"),
    path("<int:pk>/supprimer/", settings.delete, name="delete"),
    path("<int:pk>/tableau.xlsx", files.workbook, name="workbook"),
]
