"""Addresses of what changed, inside and for the public, and of the public framework."""

from django.urls import path

from learning.views import impact, public

ALL = "public-pages/what-changed/"
ONE = ALL + "<slug:reference>/"
PUBLIC = "public/what-changed/"
urlpatterns = [
    path(ALL, impact.impact_entries, name="impact-entries"),
    path(ALL + "tell/", impact.impact_entry_choose, name="impact-entry-choose"),
    path(ALL + "tell/write/", impact.impact_entry_new, name="impact-entry-new"),
    path(ONE, impact.impact_entry, name="impact-entry"),
    path(ONE + "edit/", impact.impact_entry_edit, name="impact-entry-edit"),
    path(ONE + "check/", impact.impact_entry_check, name="impact-entry-check"),
    path(ONE + "withdraw/", impact.impact_entry_withdraw, name="impact-entry-withdraw"),
    path("public/framework/", public.public_framework, name="public-framework"),
    path(PUBLIC, public.public_impact, name="public-impact"),
    path(
        PUBLIC + "<slug:reference>/",
        public.public_impact_entry,
        name="public-impact-entry",
    ),
]
