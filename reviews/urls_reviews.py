"""Addresses of the list of reviews, and of a review's first pages."""

from django.urls import path

from reviews.views import opening, reviews

R = "reviews/<slug:reference>/"
urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path(R, reviews.review, name="review"),
    path(f"{R}opened/", opening.review_opened, name="review-opened"),
    path(f"{R}change/", opening.review_change, name="review-change"),
]
