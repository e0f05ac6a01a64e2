"""Addresses of reminders."""

from django.urls import path

from learning.views import reminders

urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/preview/", reminders.reminder_preview, name="reminder-preview"),
    path("reminders/rules/", reminders.reminder_rules, name="reminder-rules"),
]
