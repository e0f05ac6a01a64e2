"""Addresses of the learning floor that belong to no board."""

urlpatterns = []
