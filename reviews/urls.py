"""Addresses of the reviews floor, below a board's."""

from reviews import urls_reviews, urls_types, urls_work

app_name = "reviews"
urlpatterns = []
urlpatterns += urls_types.urlpatterns
urlpatterns += urls_work.urlpatterns
# Last: its addresses end in a reference, which any word could be.
urlpatterns += urls_reviews.urlpatterns
