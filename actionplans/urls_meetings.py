"""Addresses of meetings that walk the plan."""

from django.urls import path

from actionplans.views import meetings as views

ONE = "meetings/<slug:reference>/"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/begin/", views.meeting_begin, name="meeting-begin"),
    path(ONE, views.meeting, name="meeting"),
    path(f"{ONE}<int:order>/", views.meeting_turn, name="meeting-turn"),
    path(f"{ONE}<int:order>/pass/", views.meeting_pass, name="meeting-pass"),
    path(f"{ONE}end/", views.meeting_end, name="meeting-end"),
]
