from django.urls import path

from .pages import doors

app_name = "sandbox"
urlpatterns = [
    path("<int:pk>/entrer/", doors.enter, name="enter"),
    path("<int:pk>/reinitialiser/", doors.reset, name="reset"),
]
