"""/bibliotheque/…: the library, deposits, files, favourites, who sees what."""

from django.urls import path

from . import fragments
from .pages import audience, deposit, document, favourites, files, shelf, space

app_name = "library"
urlpatterns = [
    path("", shelf.shelf, name="shelf"),
    path("vue/", fragments.visited, name="visited"),
    path("tout-vu/", fragments.all_seen, name="all_seen"),
    path("zip/", files.archive, name="zip"),
    path("place/", space.space, name="space"),
    path("deposer/", deposit.deposit, name="deposit"),
    path("envois/", fragments.begin_upload, name="begin_upload"),
    path("envois/<slug:key>/", fragments.upload_part, name="upload_part"),
    path("envois/<slug:key>/fin/", fragments.end_upload, name="end_upload"),
    path("envois/<slug:key>/retirer/", fragments.drop_upload, name="drop_upload"),
    path("dossiers/<int:pk>/supprimer/", favourites.delete_folder, name="delete_folder"),
    path("jointes/<slug:slug>/<int:pk>/", fragments.attach, name="attach"),
    path("jointes/<int:pk>/retirer/", fragments.detach, name="detach"),
    path("<int:pk>/fichier/", files.download, name="download"),
    path("<int:pk>/ouvrir/", files.read_inline, name="open"),
    path("<int:pk>/versions/<int:number>/", files.download, name="download_version"),
    path("<int:pk>/versions/<int:number>/image/<int:page>/", files.picture, name="picture"),
    path("<int:pk>/versions/<int:number>/reprendre/", document.restore, name="restore"),
    path("<int:pk>/version/", document.new_version, name="new_version"),
    path("<int:pk>/apercu/", fragments.preview, name="preview"),
    path("<int:pk>/ouvert/", fragments.opened, name="opened"),
    path("<int:pk>/favori/", fragments.favourite, name="favourite"),
    path("<int:pk>/ranger/", favourites.file_away, name="file_away"),
    path("<int:pk>/qui/", audience.who, name="who"),
    path("<int:pk>/audience/", audience.edit, name="audience"),
]
