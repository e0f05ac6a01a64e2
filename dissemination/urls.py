"""Addresses of the dissemination floor, below a board's."""

from dissemination import (
    urls_briefings,
    urls_bulletins,
    urls_plans,
    urls_requests,
    urls_summaries,
    urls_work,
)

app_name = "dissemination"
urlpatterns = []
urlpatterns += urls_summaries.urlpatterns
urlpatterns += urls_plans.urlpatterns
urlpatterns += urls_requests.urlpatterns
urlpatterns += urls_briefings.urlpatterns
urlpatterns += urls_bulletins.urlpatterns
urlpatterns += urls_work.urlpatterns
