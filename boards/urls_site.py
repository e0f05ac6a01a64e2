"""Addresses that belong to no board."""

from importlib.util import find_spec

from django.urls import path

from boards.views import invitations, site

urlpatterns = [
    path("", site.home, name="home"),
    path("session/extend/", site.session_extend, name="session-extend"),
    path(
        "invitation/<str:token>/",
        invitations.invitation_accept,
        name="invitation-accept",
    ),
]

if find_spec("boards.styleguide"):
    from boards.styleguide import styleguide

    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
