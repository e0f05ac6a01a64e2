"""Addresses of the whole site."""

from django.urls import include, path

from boards.views import errors

urlpatterns = [
    # An address is proved by its invitation: it cannot be changed without one.
    path("accounts/email/", errors.not_found),
    path("accounts/", include("allauth.urls")),
    path("", include("boards.urls_site")),
    path("", include("learning.urls_site")),
    path("", include("dissemination.urls_team")),
    path("", include("case_audits.urls_site")),
    path("<slug:board>/", include("boards.urls")),
    path("<slug:board>/", include("learning.urls")),
    path("<slug:board>/", include("reviews.urls")),
    path("<slug:board>/", include("actionplans.urls")),
    path("<slug:board>/", include("dissemination.urls")),
    path("<slug:board>/", include("audits.urls")),
    path("<slug:board>/", include("case_audits.urls")),
    path("<slug:board>/", include("deaths.urls")),
    path("<slug:board>/", include("performance.urls")),
    path("<slug:board>/", include("voices.urls")),
    path("<slug:board>/", include("reporting.urls")),
]
handler403 = "boards.views.errors.forbidden"
handler404 = "boards.views.errors.not_found"
handler500 = "boards.views.errors.server_error"
