"""/f/…: building, giving out, answering, reading the results. /f/<key>/ is what a QR code leads to."""

from django.urls import path

from .pages import builder, feeds, library, public, results, share, voices

app_name = "forms"
urlpatterns = [
    path("a-remplir/", library.mine, name="mine"),
    path("modeles/", library.library, name="library"),
    path("modeles/utiliser/", library.use, name="use"),
    path("<int:pk>/questions/", builder.build, name="build"),
    path("<int:pk>/questions/<slug:key>/", builder.edit, name="edit"),
    path("<int:pk>/apercu/", builder.preview, name="preview"),
    path("<int:pk>/publier/", builder.publish, name="publish"),
    path("<int:pk>/etat/", builder.status, name="status"),
    path("<int:pk>/copier/", builder.duplicate, name="duplicate"),
    path("<int:pk>/voix/", voices.parties, name="parties"),
    path("<int:pk>/scores/", voices.scores, name="scores"),
    path("<int:pk>/langues/", voices.languages, name="languages"),
    path("<int:pk>/fiches/", feeds.feeds, name="feeds"),
    path("<int:pk>/diffusion/", share.share, name="share"),
    path("<int:pk>/diffusion/code.svg", share.code, name="code"),
    path("<int:pk>/inviter/", share.invite, name="invite"),
    path("<int:pk>/ouvrir/", share.open_grid, name="open_grid"),
    path("<int:pk>/reponses/", results.results, name="results"),
    path("<int:pk>/reponses/export.csv", results.export, {"ending": "csv"}, name="export_csv"),
    path("<int:pk>/reponses/export.xlsx", results.export, {"ending": "xlsx"}, name="export_xlsx"),
    path("reponse/<uuid:pk>/", results.response_page, name="response"),
    path("reponse/<uuid:pk>/reponse.pdf", results.response_pdf, name="response_pdf"),
    path("reponse/<uuid:pk>/supprimer/", results.delete, name="delete_response"),
    path("reponse/<uuid:pk>/fiche/", feeds.decide, name="decide"),
    path("reponse/<uuid:pk>/<uuid:voice>/lien/", share.personal_link, name="personal_link"),
    path("reponse/<uuid:pk>/<uuid:voice>/renouveler/", share.renew, name="renew"),
    path("reponse/<uuid:pk>/<uuid:voice>/rouvrir/", share.reopen, name="reopen"),
    path("fichier/<uuid:pk>/", public.file, name="file"),
    path("moi/<uuid:pk>/", public.own, name="own"),
    path("v/<str:signed>/", public.voice, name="voice"),
    path("v/<str:signed>/fichier/<uuid:pk>/", public.voice_file, name="voice_file"),
    path("i/<str:signed>/", public.ticket, name="ticket"),
    path("m/<slug:key>/", public.member, name="member"),
    path("<slug:key>/", public.entrance, name="entrance"),
    path("<slug:key>/merci/", public.thanks, name="thanks"),
]
