"""Addresses of plans and of one action."""

from django.urls import path

from actionplans.views import plans as views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/<slug:reference>/", views.plan, name="plan"),
    path("actions/<slug:reference>/", views.action, name="action"),
]
