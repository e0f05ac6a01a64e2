"""Addresses of the learning floor, below a board's own."""

from learning import (
    urls_evidence,
    urls_findings,
    urls_framework,
    urls_public,
    urls_reminders,
    urls_themes,
)

app_name = "learning"
urlpatterns = []
urlpatterns += urls_framework.urlpatterns
urlpatterns += urls_public.urlpatterns
urlpatterns += urls_reminders.urlpatterns
urlpatterns += urls_evidence.urlpatterns
urlpatterns += urls_themes.urlpatterns
# Last: its addresses begin with a reference, which any word could be.
urlpatterns += urls_findings.urlpatterns
