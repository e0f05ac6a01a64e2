"""The one address of this floor that belongs to no board: a team's link."""

from django.urls import path

from dissemination.views import team

urlpatterns = [path("team/<str:token>/", team.team_page, name="team-page")]
