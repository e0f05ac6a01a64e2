"""Addresses of the reviews floor, below a board's."""

from reviews import (
    urls_inspections,
    urls_opening,
    urls_people,
    urls_publication,
    urls_requests,
    urls_reviews,
    urls_stages,
    urls_types,
    urls_work,
)

app_name = "reviews"
urlpatterns = []
urlpatterns += urls_opening.urlpatterns
urlpatterns += urls_inspections.urlpatterns
urlpatterns += urls_types.urlpatterns
urlpatterns += urls_publication.urlpatterns
urlpatterns += urls_work.urlpatterns
urlpatterns += urls_stages.urlpatterns
urlpatterns += urls_people.urlpatterns
urlpatterns += urls_requests.urlpatterns
# Last: its addresses end in a reference, which any word could be.
urlpatterns += urls_reviews.urlpatterns
