from django.urls import path

from .pages import addresses, automatic, letters, newsletters, public, recipients, sending, writing

app_name = "campaigns"
urlpatterns = [
    path("nouvelle/", writing.new, name="new"),
    path("<int:pk>/texte/", writing.text, name="text"),
    path("<int:pk>/apercu/", writing.preview, name="preview"),
    path("<int:pk>/apercu/<int:record>/", writing.rendered, name="rendered"),
    path("<int:pk>/destinataires/", recipients.recipients, name="recipients"),
    path("<int:pk>/destinataires/choisir/", recipients.choose, name="choose"),
    path("<int:pk>/destinataires/figer/", recipients.freeze, name="freeze"),
    path("<int:pk>/envoi/", sending.sending, name="sending"),
    path("<int:pk>/envoi/avancement/", sending.progress, name="progress"),
    path("<int:pk>/envoi/faire/", sending.act, name="act"),
    path("<int:pk>/envoi/essai/", sending.test, name="test"),
    path("<int:pk>/envoi/suivi/", sending.follow_up, name="follow_up"),
    path("<int:pk>/messages/", sending.results, name="messages"),
    path("<int:pk>/quand/", automatic.automatic, name="automatic"),
    path("<int:pk>/sommaire/", newsletters.items, name="items"),
    path("<int:pk>/courriers.<str:kind>", letters.download, name="letters"),
    path("<int:pk>/etiquettes.pdf", letters.labels, name="labels"),
    path("lettre/<int:pk>/", newsletters.letter, name="letter"),
    path("lettre/<int:pk>/numero/", newsletters.draft, name="draft"),
    path("archives/", newsletters.archive, name="archive"),
    path("archives/<int:pk>/", newsletters.issue, name="issue"),
    path("adresses-bloquees/", addresses.blocked, name="blocked"),
    path("adresses-bloquees/<int:pk>/", addresses.unblock, name="unblock"),
    path("copie/<int:pk>/", sending.copy, name="copy"),
    path("copie/<int:pk>/doute/", sending.settle, name="settle"),
    path("d/<slug:key>/", public.unsubscribe, name="unsubscribe"),
    path("p/<slug:key>/", public.preferences, name="preferences"),
    path("v/<slug:key>/", public.online, name="online"),
    path("o/campagne-<int:pk>.gif", public.shown, name="shown"),
    path("o/<slug:key>.gif", public.seen, name="seen"),
]
