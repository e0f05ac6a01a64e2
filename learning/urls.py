"""Addresses of the learning floor, below a board's own."""

from learning import urls_framework

app_name = "learning"
urlpatterns = []
urlpatterns += urls_framework.urlpatterns
