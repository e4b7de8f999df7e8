from django.urls import path

from .pages import fields, leads, pipeline

app_name = "dealership"
urlpatterns = [
    path("champs/", fields.fields_page, name="fields"),
    path("ventes/", pipeline.pipeline_page, name="pipeline"),
    path("ventes/<int:pk>/etape/", pipeline.move, name="move"),
    path("leads/<int:pk>/fiche/", leads.take_up, name="take_up"),
]
