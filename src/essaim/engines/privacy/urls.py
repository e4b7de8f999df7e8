from django.urls import path

from .pages import person, proofs, register, reports, rules

app_name = "privacy"
urlpatterns = [
    path("registre/", register.listing, name="register"),
    path("registre/nouveau/", register.create, name="processing_new"),
    path("registre/proposer/", register.prefill, name="prefill"),
    path("registre/registre.<slug:format>", register.document, name="document"),
    path("registre/<int:pk>/", register.change, name="processing"),
    path("registre/<int:pk>/supprimer/", register.delete, name="processing_delete"),
    path("conservation/", rules.listing, name="rules"),
    path("conservation/nouvelle/<slug:slug>/", rules.create, name="rule_new"),
    path("conservation/<int:pk>/", rules.change, name="rule"),
    path("conservation/<int:pk>/essai/", rules.trial, name="rule_trial"),
    path("conservation/<int:pk>/supprimer/", rules.delete, name="rule_delete"),
    path("rapports/<int:pk>/", reports.detail, name="report"),
    path("rapports/<int:pk>/confirmer/", reports.confirm, name="report_confirm"),
    path("rapports/<int:pk>/ecarter/", reports.drop, name="report_drop"),
    path("rapports/<int:pk>/<int:item>/", reports.keep, name="report_keep"),
    path("effacements/", proofs.listing, name="proofs"),
    path("personnes/<int:pk>/remettre/", person.hand_over, name="hand_over"),
    path("personnes/<int:pk>/effacer/", person.erase, name="erase"),
]
