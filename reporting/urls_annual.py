"""Addresses of annual reports, below a board's own."""

from django.urls import path

from reporting.views import (
    annual_contributions,
    annual_edit,
    annual_edit_blocks,
    annual_edit_timetable,
    annual_start,
)

REPORT = "annual-reports/<slug:reference>/"
SECTION = REPORT + "sections/<int:pk>/"
BLOCK = REPORT + "blocks/<int:pk>/"
STEP = REPORT + "timetable/<int:pk>/"
GIVEN = "annual-contributions/<int:pk>/"

urlpatterns = [
    path("annual-reports/", annual_start.annual_reports, name="annual-reports"),
    path("annual-reports/new/", annual_start.annual_start, name="annual-start"),
    path(REPORT, annual_edit.annual_report, name="annual-report"),
    path(REPORT + "edit/", annual_start.annual_report_edit, name="annual-report-edit"),
    path(REPORT + "refresh/", annual_edit.annual_refresh, name="annual-refresh"),
    path(REPORT + "freeze/", annual_edit.annual_freeze, name="annual-freeze"),
    path(SECTION, annual_edit.annual_section, name="annual-section"),
    path(
        SECTION + "edit/",
        annual_edit.annual_section_edit,
        name="annual-section-edit",
    ),
    path(
        SECTION + "add/", annual_edit_blocks.annual_block_add, name="annual-block-add"
    ),
    path(BLOCK, annual_edit_blocks.annual_block_edit, name="annual-block-edit"),
    path(
        BLOCK + "words/",
        annual_edit_blocks.annual_block_words,
        name="annual-block-words",
    ),
    path(
        BLOCK + "forget/",
        annual_edit_blocks.annual_block_forget,
        name="annual-block-forget",
    ),
    path(
        BLOCK + "preview/",
        annual_edit_blocks.annual_block_preview,
        name="annual-block-preview",
    ),
    path(
        BLOCK + "change/",
        annual_edit_blocks.annual_block_change,
        name="annual-block-change",
    ),
    path(
        BLOCK + "history/",
        annual_edit_blocks.annual_block_history,
        name="annual-block-history",
    ),
    path(
        REPORT + "timetable/",
        annual_edit_timetable.annual_timetable,
        name="annual-timetable",
    ),
    path(STEP, annual_edit_timetable.annual_step_edit, name="annual-step-edit"),
    path(
        STEP + "tick/", annual_edit_timetable.annual_step_tick, name="annual-step-tick"
    ),
    path(
        REPORT + "contributions/",
        annual_contributions.annual_contributions,
        name="annual-contributions",
    ),
    path(
        REPORT + "contributions/ask/",
        annual_contributions.annual_contributions_ask,
        name="annual-contributions-ask",
    ),
    path(GIVEN, annual_contributions.annual_contribution, name="annual-contribution"),
    path(
        GIVEN + "words/",
        annual_contributions.annual_contribution_words,
        name="annual-contribution-words",
    ),
    path(
        GIVEN + "forget/",
        annual_contributions.annual_contribution_forget,
        name="annual-contribution-forget",
    ),
]
