from django.urls import path

from . import fragments
from .pages import files, matrix, roles, users, versions, view_as, why

app_name = "rights"

urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("lignes/", fragments.toggle, name="toggle"),
    path("lignes/ajouter/", fragments.add_line, name="add_line"),
    path("lignes/<int:pk>/", fragments.line, name="line"),
    path("lignes/<int:pk>/retirer/", fragments.remove_line, name="remove_line"),
    path("par-profil/", matrix.by_role, name="by_role"),
    path("grille/", matrix.grid, name="grid"),
    path("versions/", versions.versions, name="versions"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/retablir/", versions.restore, name="restore"),
    path("versions/<int:number>/motif/", versions.comment, name="comment"),
    path("fichiers/", files.files, name="files"),
    path("fichiers/exporter.<str:kind>", files.export, name="export"),
    path("fichiers/charger/", files.apply, name="apply"),
    path("profils/", roles.roles, name="roles"),
    path("profils/nouveau/", roles.create, name="role_create"),
    path("profils/<slug:code>/", roles.role, name="role"),
    path("profils/<slug:code>/supprimer/", roles.delete, name="role_delete"),
    path("utilisateurs/chercher/", users.search, name="user_search"),
    path("utilisateurs/<int:pk>/", users.user, name="user"),
    path("voir-en-tant-que/", view_as.view_as, name="view_as"),
    path("revenir/", view_as.end, name="view_as_end"),
    path("pourquoi/", why.why, name="why"),
    path("qui-voit/", why.who, name="who"),
]
