"""Addresses of the reporting floor, below a board's own."""

app_name = "reporting"
urlpatterns = []
