"""Addresses of this floor that belong to no board: a practitioner's link."""

from django.urls import path

from case_audits.views import surveys

urlpatterns = [path("ask/<str:token>/", surveys.survey_page, name="survey-page")]
