"""Addresses of the audits floor, below a board's own."""

from audits import urls_returns

app_name = "audits"
urlpatterns = []
urlpatterns += urls_returns.urlpatterns
