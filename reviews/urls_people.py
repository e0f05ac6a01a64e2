"""Addresses of who carries a review: pool, panel, single points, papers."""

from django.urls import path

from reviews.views import panel, papers, pool, single_points

POOL = "reviews/pool/"
PANEL = "reviews/<slug:reference>/panel/"
PAPERS = "reviews/<slug:reference>/papers/"
POINTS = "reviews/single-points/"

urlpatterns = [
    path(POOL, pool.pool, name="pool"),
    path(POOL + "add/", pool.pool_add, name="pool-add"),
    path(POOL + "<int:pk>/edit/", pool.pool_edit, name="pool-edit"),
    path(POOL + "<int:pk>/confirm/", pool.pool_confirm, name="pool-confirm"),
    path(POINTS, single_points.single_points, name="single-points"),
    path(
        POINTS + "<int:pk>/",
        single_points.single_point_edit,
        name="single-point-edit",
    ),
    path(PANEL, panel.panel, name="panel"),
    path(PANEL + "appoint/", panel.panel_appoint, name="panel-appoint"),
    path(
        PANEL + "appoint/<int:pk>/",
        panel.panel_appoint_person,
        name="panel-appoint-person",
    ),
    path(PANEL + "declare/", panel.panel_declare, name="panel-declare"),
    path(PANEL + "<int:pk>/end/", panel.panel_end, name="panel-end"),
    path(PAPERS, papers.papers, name="papers"),
    path(PAPERS + "add/", papers.paper_add, name="paper-add"),
    path(PAPERS + "<int:pk>/file/", papers.paper_file, name="paper-file"),
    path(PAPERS + "<int:pk>/remove/", papers.paper_remove, name="paper-remove"),
]
