"""Addresses of the dissemination floor, below a board's."""

app_name = "dissemination"
urlpatterns = []
