"""Addresses of the learning floor, below a board's own."""

app_name = "learning"
urlpatterns = []
