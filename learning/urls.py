"""Addresses of the learning floor, below a board's own."""

from learning import urls_evidence, urls_framework, urls_reminders

app_name = "learning"
urlpatterns = []
urlpatterns += urls_framework.urlpatterns
urlpatterns += urls_reminders.urlpatterns
urlpatterns += urls_evidence.urlpatterns
