"""Addresses of the list of reviews and of one review."""

from django.urls import path

from reviews.views import reviews as views

urlpatterns = [
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<slug:reference>/", views.review, name="review"),
]
