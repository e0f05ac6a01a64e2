"""Addresses of the audits floor, below a board's own."""

app_name = "audits"
urlpatterns = []
