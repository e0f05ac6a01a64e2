"""Addresses of the reviews floor, below a board's."""

from reviews import urls_reviews

app_name = "reviews"
urlpatterns = []
# Last: its addresses end in a reference, which any word could be.
urlpatterns += urls_reviews.urlpatterns
