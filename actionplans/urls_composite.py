"""Addresses of the composite plan."""

from django.urls import path

from actionplans.views import composite as views

urlpatterns = [
    path("actions/", views.composite, name="composite"),
]
