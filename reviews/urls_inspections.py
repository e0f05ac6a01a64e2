"""Addresses of inspections, of what agencies file, and of the rota."""

from django.urls import path

from reviews.views import filing, inspections, rota

R = "reviews/<slug:reference>/"
TURNS = f"{R}turns/"
urlpatterns = [
    path("reviews/file/", filing.file, name="file"),
    path("reviews/file/<slug:key>/", filing.file_details, name="file-details"),
    path("reviews/file/<slug:key>/unsaved/", filing.file_unsaved, name="file-unsaved"),
    path(
        "reviews/file/<slug:key>/unsaved/forget/",
        filing.file_unsaved_forget,
        name="file-unsaved-forget",
    ),
    path("reviews/rota/", rota.rota, name="rota"),
    path(f"{R}filed/", filing.filed, name="filed"),
    path(f"{R}filed/change/", filing.filed_change, name="filed-change"),
    path(f"{R}progress/", filing.progress, name="progress"),
    path(f"{R}inspection/", inspections.inspection, name="inspection"),
    path(
        f"{R}inspection/findings/<int:pk>/",
        inspections.finding_owner,
        name="finding-owner",
    ),
    path(TURNS, rota.turns, name="turns"),
    path(f"{TURNS}assign/", rota.turn_assign, name="turn-assign"),
    path(f"{TURNS}<int:pk>/change/", rota.turn_change, name="turn-change"),
    path(f"{TURNS}<int:pk>/report/", rota.turn_report, name="turn-report"),
]
