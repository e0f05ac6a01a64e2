"""Addresses of briefings, inside and for the public."""

from django.urls import path

from dissemination.views import (
    briefing_public,
    briefing_states,
    briefing_writing,
    briefings,
)

ALL = "sharing/briefings/"
PUBLIC = "public/briefings/"
ONE = "sharing/briefings/<slug:reference>/"
urlpatterns = [
    path(ALL, briefings.briefings, name="briefings"),
    path(f"{ALL}new/", briefings.briefing_new, name="briefing-new"),
    path(f"{ALL}new/blank/", briefings.briefing_new_blank, name="briefing-new-blank"),
    path(
        f"{ALL}new/from/<slug:reference>/",
        briefings.briefing_new_from,
        name="briefing-new-from",
    ),
    path(
        f"{ALL}headings/<slug:kind>/",
        briefing_writing.briefing_headings,
        name="briefing-headings",
    ),
    path(f"{ONE}edit/", briefing_writing.briefing_edit, name="briefing-edit"),
    path(f"{ONE}words/", briefing_writing.briefing_words, name="briefing-words"),
    path(
        f"{ONE}words/forget/",
        briefing_writing.briefing_words_forget,
        name="briefing-words-forget",
    ),
    path(f"{ONE}meter/", briefing_writing.briefing_meter, name="briefing-meter"),
    path(f"{ONE}share/", briefing_states.briefing_share, name="briefing-share"),
    path(f"{ONE}check/", briefing_states.briefing_check, name="briefing-check"),
    path(
        f"{ONE}withdraw/", briefing_states.briefing_withdraw, name="briefing-withdraw"
    ),
    path(f"{ONE}print/", briefings.briefing_print, name="briefing-print"),
    path(f"{ONE}text/", briefings.briefing_text, name="briefing-text"),
    path(ONE, briefings.briefing, name="briefing"),
    path(PUBLIC, briefing_public.public_briefings, name="public-briefings"),
    path(
        f"{PUBLIC}<slug:reference>/",
        briefing_public.public_briefing,
        name="public-briefing",
    ),
]
