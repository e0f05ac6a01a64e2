"""Addresses of the action plans floor, below a board's."""

from actionplans import urls_actions, urls_composite, urls_meetings, urls_plans

app_name = "actionplans"
urlpatterns = []
urlpatterns += urls_composite.urlpatterns
urlpatterns += urls_meetings.urlpatterns
# Last: its addresses end in a reference, which any word could be.
urlpatterns += urls_actions.urlpatterns
urlpatterns += urls_plans.urlpatterns
