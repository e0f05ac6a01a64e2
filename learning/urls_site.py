"""Addresses of the learning floor that belong to no board."""

from django.urls import path

from learning.views import calendars, work

urlpatterns = [
    path("your-work/", work.your_work, name="your-work"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/revoke/", calendars.calendar_revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendars.calendar_feed, name="calendar-feed"),
]
