"""Addresses of the types of review."""

from django.urls import path

from reviews.views import types as views

urlpatterns = [
    path("reviews/types/", views.review_types, name="types"),
    path("reviews/types/<slug:key>/", views.review_type, name="type"),
]
