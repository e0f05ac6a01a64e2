"""Addresses that belong to no board."""

urlpatterns = []
