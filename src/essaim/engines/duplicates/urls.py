from django.urls import path

from .pages import compare, merges, queue

app_name = "duplicates"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("chercher/", queue.search, name="search"),
    path("fusionner-les-paires-sures/", queue.merge_batch, name="merge_batch"),
    path("fusions/", merges.merges, name="merges"),
    path("fusions/<int:pk>/defaire/", merges.undo, name="undo"),
    path("<slug:slug>/<int:one>-<int:other>/", compare.compare, name="compare"),
    path("<slug:slug>/<int:one>-<int:other>/fusionner/", compare.merge, name="merge"),
    path("<slug:slug>/<int:one>-<int:other>/distinctes/", compare.distinct, name="distinct"),
    path("<slug:slug>/<int:one>-<int:other>/revoir/", compare.look_again, name="look_again"),
]
