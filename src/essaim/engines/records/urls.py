"""/<slug>/… for every record type; the slug of a type that does not exist matches nothing here."""

from django.urls import path, register_converter

from .converters import RecordTypeSlug
from .pages.list import list_page

register_converter(RecordTypeSlug, "record_type")
app_name = "records"
urlpatterns = [
    path("<record_type:slug>/", list_page, name="list"),
]
