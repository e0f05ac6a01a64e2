"""Addresses that open a review. They come before those that name one."""

from django.urls import path

from reviews.views import opening

urlpatterns = [
    path("reviews/open/", opening.review_open, name="review-open"),
    path(
        "reviews/open/<slug:key>/",
        opening.review_open_details,
        name="review-open-details",
    ),
]
