"""Addresses that belong to no board."""

from django.urls import path

from boards.styleguide import styleguide
from boards.views import invitations, site

urlpatterns = [
    path("", site.home, name="home"),
    path("session/extend/", site.session_extend, name="session-extend"),
    path(
        "invitation/<str:token>/",
        invitations.invitation_accept,
        name="invitation-accept",
    ),
    path("styleguide/", styleguide, name="styleguide"),
]
