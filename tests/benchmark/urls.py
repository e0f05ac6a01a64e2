"""Bare pages, then the portal's."""

from django.urls import include, path

from tests.benchmark import bare

urlpatterns = [
    path("bare/page/", bare.page),
    path("bare/list/<int:pk>/", bare.rows),
    path("bare/actions/<int:pk>/", bare.actions),
    path("bare/matrix/<int:pk>/", bare.matrix),
    path("", include("lif_portal.urls")),
]
