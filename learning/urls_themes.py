"""Addresses of the board's list of themes, and of the themes of one source."""

from django.urls import path

from learning.views import (
    theme_changes,
    theme_tags,
    themes,
    themes_matrix,
    themes_notices,
    themes_report_words,
    themes_reports,
    themes_responses,
)

LIST = "learning/themes/"
ONE = LIST + "<int:pk>/"
NOTICES = LIST + "returned/"
RESPONSES = LIST + "responses/"
REPORTS = LIST + "reports/"
REPORT = REPORTS + "<int:pk>/"
SOURCE = "learning/<slug:reference>/themes/"
urlpatterns = [
    path(LIST, themes.themes, name="themes"),
    path(LIST + "add/", themes.theme_add, name="theme-add"),
    path(LIST + "matrix/", themes_matrix.theme_matrix, name="theme-matrix"),
    path(LIST + "seen/", themes_matrix.themes_seen, name="themes-seen"),
    path(NOTICES, themes_notices.theme_notices, name="theme-notices"),
    path(NOTICES + "<int:pk>/", themes_notices.theme_notice, name="theme-notice"),
    path(
        NOTICES + "<int:pk>/answer/",
        themes_notices.theme_notice_answer,
        name="theme-notice-answer",
    ),
    path(RESPONSES, themes_responses.theme_responses, name="theme-responses"),
    path(
        RESPONSES + "<int:pk>/", themes_responses.theme_response, name="theme-response"
    ),
    path(
        RESPONSES + "<int:pk>/edit/",
        themes_responses.theme_response_edit,
        name="theme-response-edit",
    ),
    path(
        RESPONSES + "<int:pk>/done/",
        themes_responses.theme_response_done,
        name="theme-response-done",
    ),
    path(REPORTS, themes_reports.themes_reports, name="themes-reports"),
    path(
        REPORTS + "draft/",
        themes_reports.themes_report_draft,
        name="themes-report-draft",
    ),
    path(REPORT, themes_reports.themes_report, name="themes-report"),
    path(
        REPORT + "edit/", themes_reports.themes_report_edit, name="themes-report-edit"
    ),
    path(
        REPORT + "write/",
        themes_report_words.themes_report_write,
        name="themes-report-write",
    ),
    path(
        REPORT + "words/",
        themes_report_words.themes_report_words,
        name="themes-report-words",
    ),
    path(
        REPORT + "words/forget/",
        themes_report_words.themes_report_words_forget,
        name="themes-report-words-forget",
    ),
    path(
        REPORT + "send/", themes_reports.themes_report_send, name="themes-report-send"
    ),
    path(
        REPORT + "steps/<int:step>/note/",
        themes_reports.themes_report_note,
        name="themes-report-note",
    ),
    path(
        ONE + "respond/",
        themes_responses.theme_response_raise,
        name="theme-response-raise",
    ),
    path(ONE, themes.theme, name="theme"),
    path(ONE + "edit/", themes.theme_edit, name="theme-edit"),
    path(ONE + "retire/", themes.theme_retire, name="theme-retire"),
    path(ONE + "merge/", theme_changes.theme_merge, name="theme-merge"),
    path(ONE + "split/", theme_changes.theme_split, name="theme-split"),
    path(SOURCE, theme_tags.source_themes, name="source-themes"),
    path(
        SOURCE + "<int:pk>/remove/", theme_tags.theme_untag, name="source-theme-remove"
    ),
]
