"""Addresses of this floor, below a board's own."""

app_name = "voices"
urlpatterns = []
