from django.conf import settings
from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("palette.json", pages.palette, name="palette"),
]

if settings.DEBUG:
    from . import styleguide

    urlpatterns += [
        path("style/", styleguide.page, name="style"),
        path("style/part/", styleguide.part, name="style_part"),
    ]
