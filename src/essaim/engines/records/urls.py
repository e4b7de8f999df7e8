"""/<slug>/… for every record type; the slug of a type that does not exist matches nothing here."""

from django.urls import include, path, register_converter

from .converters import RecordTypeSlug
from .fragments.choices import choices
from .fragments.columns import columns_form
from .fragments.filters import filter_form
from .fragments.inline import field_editor, reveal
from .fragments.neighbours import neighbours
from .fragments.quick import quick
from .fragments.saved_views import change_view, default_view, delete_view, new_view, update_view
from .pages.bulk import bulk_page, bulk_state, choose
from .pages.delete import delete_page
from .pages.detail import detail_page
from .pages.edit import create_page, edit_page
from .pages.list import list_page

register_converter(RecordTypeSlug, "record_type")
app_name = "records"
urlpatterns = [
    path("api/", include("essaim.engines.records.rest.urls")),
    path("", include("essaim.engines.records.own_urls")),
    path("<record_type:slug>/", list_page, name="list"),
    path("<record_type:slug>/nouveau/", create_page, name="create"),
    path("<record_type:slug>/rapide/", quick, name="quick"),
    path("<record_type:slug>/choix/", choices, name="choices"),
    path("<record_type:slug>/filtre/", filter_form, name="filter"),
    path("<record_type:slug>/colonnes/", columns_form, name="columns"),
    path("<record_type:slug>/lot/", choose, name="choose"),
    path("<record_type:slug>/lot/<int:pk>/", bulk_page, name="bulk"),
    path("<record_type:slug>/lot/<int:pk>/etat/", bulk_state, name="bulk_state"),
    path("<record_type:slug>/vues/nouvelle/", new_view, name="new_view"),
    path("<record_type:slug>/vues/<int:pk>/", change_view, name="change_view"),
    path("<record_type:slug>/vues/<int:pk>/enregistrer/", update_view, name="update_view"),
    path("<record_type:slug>/vues/<int:pk>/par-defaut/", default_view, name="default_view"),
    path("<record_type:slug>/vues/<int:pk>/supprimer/", delete_view, name="delete_view"),
    path("<record_type:slug>/<int:pk>/", detail_page, name="detail"),
    path("<record_type:slug>/<int:pk>/modifier/", edit_page, name="edit"),
    path("<record_type:slug>/<int:pk>/supprimer/", delete_page, name="delete"),
    path("<record_type:slug>/<int:pk>/voisins/", neighbours, name="neighbours"),
    path("<record_type:slug>/<int:pk>/champ/<slug:name>/", field_editor, name="field"),
    path("<record_type:slug>/<int:pk>/devoiler/<slug:name>/", reveal, name="reveal"),
]
