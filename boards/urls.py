"""Addresses of the boards floor, below a board's own."""

app_name = "boards"
urlpatterns = []
