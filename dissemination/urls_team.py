"""Addresses of this floor that belong to no board: a team's link, one's own choice of
bulletins, and the way out of them."""

from django.urls import path

from dissemination.views import subscriptions, team

urlpatterns = [
    path("team/<str:token>/", team.team_page, name="team-page"),
    path("subscriptions/", subscriptions.subscriptions, name="subscriptions"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
]
