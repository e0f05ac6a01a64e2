"""Addresses of this floor, below a board's own."""

from django.urls import path

from voices.views import activities, voice_map

app_name = "voices"
urlpatterns = [
    path("voices/", activities.activities, name="activities"),
    path("voices/record/", activities.activity_add, name="activity-add"),
    path("voices/map/", voice_map.activity_map, name="map"),
    path("voices/rules/", voice_map.rules, name="rules"),
    path("voices/heard/<str:reference>/", activities.activity, name="activity"),
    path(
        "voices/heard/<str:reference>/change/",
        activities.activity_change,
        name="activity-change",
    ),
    path(
        "voices/heard/<str:reference>/told/",
        activities.activity_tell_back,
        name="activity-tell-back",
    ),
    path(
        "voices/heard/<str:reference>/escalate/",
        activities.activity_escalate,
        name="activity-escalate",
    ),
    path(
        "voices/escalations/<int:pk>/",
        activities.escalation_decide,
        name="escalation-decide",
    ),
]
