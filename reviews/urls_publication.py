"""Addresses of publishing a review, and of what the public reads."""

from django.urls import path

from reviews.views import publication, published

R = "reviews/<slug:reference>/publication/"
urlpatterns = [
    path(R, publication.publication, name="publication"),
    path(f"{R}screen/", publication.publication_screen, name="publication-screen"),
    path(f"{R}approve/", publication.publication_approve, name="publication-approve"),
    path(
        f"{R}withdraw/", publication.publication_withdraw, name="publication-withdraw"
    ),
    path("published/", published.published, name="published"),
    path("published/<slug:reference>/", published.published_one, name="published-one"),
]
