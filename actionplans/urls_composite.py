"""Addresses of the composite plan, and of changing many actions at once."""

from django.urls import path

from actionplans.views import composite, saved

urlpatterns = [
    path("actions/", composite.composite, name="composite"),
    path("actions/views/", saved.views, name="views"),
    path("actions/views/new/", saved.view_save, name="view-save"),
    path("actions/views/<int:pk>/rename/", saved.view_rename, name="view-rename"),
    path("actions/views/<int:pk>/delete/", saved.view_delete, name="view-delete"),
]
