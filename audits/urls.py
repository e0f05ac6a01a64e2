"""Addresses of the audits floor, below a board's own."""

from audits import (
    urls_analysis,
    urls_imports,
    urls_questionnaires,
    urls_returns,
    urls_rounds,
)

app_name = "audits"
urlpatterns = []
urlpatterns += urls_imports.urlpatterns
urlpatterns += urls_questionnaires.urlpatterns
urlpatterns += urls_returns.urlpatterns
urlpatterns += urls_rounds.urlpatterns
urlpatterns += urls_analysis.urlpatterns
