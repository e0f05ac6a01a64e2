"""Addresses of a review's moves, days and limits."""

from django.urls import path

from reviews.views import limits, stages

R = "reviews/<slug:reference>/"
urlpatterns = [
    path(f"{R}move/<slug:to>/", stages.review_move, name="review-move"),
    path(f"{R}no-plan/", stages.no_plan, name="no-plan"),
    path(f"{R}toolkit/", stages.review_toolkit, name="review-toolkit"),
    path(f"{R}days/", limits.review_days, name="review-days"),
    path(f"{R}days/<slug:clock>/", limits.review_day, name="review-day"),
    path(
        f"{R}days/<slug:clock>/remove/",
        limits.review_day_remove,
        name="review-day-remove",
    ),
    path(f"{R}limits/<slug:key>/extend/", limits.limit_extend, name="limit-extend"),
    path(f"{R}limits/<slug:key>/pause/", limits.limit_pause, name="limit-pause"),
    path(f"{R}limits/<slug:key>/resume/", limits.limit_resume, name="limit-resume"),
]
