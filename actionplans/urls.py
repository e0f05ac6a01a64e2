"""Addresses of the action plans floor, below a board's."""

from actionplans import urls_composite, urls_plans

app_name = "actionplans"
urlpatterns = []
urlpatterns += urls_composite.urlpatterns
# Last: its addresses end in a reference, which any word could be.
urlpatterns += urls_plans.urlpatterns
