"""/annuaire/…: lines of people and organisations, and the towns proposed while one types."""

from django.urls import path

from . import fragments

app_name = "directory"
LINE = "<slug:owner>/<int:pk>/<slug:part>/<int:line>/"
urlpatterns = [
    path("villes/", fragments.find_places, name="places"),
    path("preuve/<int:pk>/", fragments.proof, name="proof"),
    path("<slug:owner>/<int:pk>/<slug:part>/", fragments.add_line, name="add"),
    path(LINE, fragments.change_line, name="change"),
    path(f"{LINE}terminer/", fragments.end_line, name="end"),
    path(f"{LINE}retirer/", fragments.remove_line, name="remove"),
    path(f"{LINE}principale/", fragments.make_main, name="main"),
]
