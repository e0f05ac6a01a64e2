"""Addresses of imports: questions, outside results, offline copies."""

from django.urls import path

from audits.views import imports, offline

ROUND = "rounds/<slug:reference>/"
RETURN = "returns/<slug:reference>/"
ONE = "imports/<int:pk>/"

urlpatterns = [
    path(
        "questionnaires/template/",
        imports.questionnaire_template,
        name="questionnaire-template",
    ),
    path(
        "questionnaires/import/",
        imports.questionnaire_import,
        name="questionnaire-import",
    ),
    path(ROUND + "results/", imports.results_import, name="results-import"),
    path(
        ROUND + "results/template/", imports.results_template, name="results-template"
    ),
    path(ONE, imports.import_preview, name="import-preview"),
    path(ONE + "columns/", imports.import_columns, name="import-columns"),
    path(ONE + "choose/", imports.import_choose, name="import-choose"),
    path(ONE + "take/", imports.import_commit, name="import-commit"),
    path(ONE + "discard/", imports.import_discard, name="import-discard"),
    path(RETURN + "offline/", offline.return_offline, name="return-offline"),
    path(
        RETURN + "offline/import/",
        offline.return_offline_import,
        name="return-offline-import",
    ),
]
