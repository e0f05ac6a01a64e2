"""Addresses of this floor, below a board's own."""

from django.urls import path

from voices.views import activities, counts, lessons, reports, surveys, voice_map

app_name = "voices"
urlpatterns = [
    path("voices/", activities.activities, name="activities"),
    path("voices/record/", activities.activity_add, name="activity-add"),
    path("voices/map/", voice_map.activity_map, name="map"),
    path("voices/rules/", voice_map.rules, name="rules"),
    path("voices/heard/<slug:reference>/", activities.activity, name="activity"),
    path(
        "voices/heard/<slug:reference>/change/",
        activities.activity_change,
        name="activity-change",
    ),
    path(
        "voices/heard/<slug:reference>/told/",
        activities.activity_tell_back,
        name="activity-tell-back",
    ),
    path(
        "voices/heard/<slug:reference>/escalate/",
        activities.activity_escalate,
        name="activity-escalate",
    ),
    path(
        "voices/escalations/<int:pk>/",
        activities.escalation_decide,
        name="escalation-decide",
    ),
    path("voices/surveys/", surveys.surveys, name="surveys"),
    path("voices/surveys/add/", surveys.survey_add, name="survey-add"),
    path("voices/surveys/<slug:reference>/", surveys.survey, name="survey"),
    path(
        "voices/surveys/<slug:reference>/change/",
        surveys.survey_change,
        name="survey-change",
    ),
    path(
        "voices/surveys/<slug:reference>/years/add/", surveys.year_add, name="year-add"
    ),
    path(
        "voices/surveys/<slug:reference>/years/<int:pk>/",
        surveys.year_change,
        name="year-change",
    ),
    path(
        "voices/surveys/<slug:reference>/years/<int:pk>/paste/",
        surveys.results_paste,
        name="results-paste",
    ),
    path(
        "voices/surveys/<slug:reference>/years/<int:pk>/type/",
        surveys.result_add,
        name="result-add",
    ),
    path(
        "voices/surveys/<slug:reference>/results/<int:pk>/",
        surveys.result_change,
        name="result-change",
    ),
    path(
        "voices/surveys/<slug:reference>/results/<int:pk>/remove/",
        surveys.result_remove,
        name="result-remove",
    ),
    path("voices/complaints/", counts.counts, name="counts"),
    path("voices/complaints/ask/", counts.counts_ask, name="counts-ask"),
    path("voices/complaints/<int:pk>/", counts.count_round, name="count-round"),
    path(
        "voices/complaints/<int:pk>/change/",
        counts.count_round_change,
        name="count-round-change",
    ),
    path(
        "voices/complaints/<int:pk>/close/",
        counts.count_round_close,
        name="count-round-close",
    ),
    path(
        "voices/complaints/answers/<int:pk>/", counts.count_return, name="count-return"
    ),
    path("voices/lessons/", lessons.lessons, name="lessons"),
    path("voices/lessons/add/", lessons.lesson_add, name="lesson-add"),
    path("voices/lessons/<slug:reference>/", lessons.lesson, name="lesson"),
    path(
        "voices/lessons/<slug:reference>/change/",
        lessons.lesson_change,
        name="lesson-change",
    ),
    path(
        "voices/lessons/<slug:reference>/followed/",
        lessons.lesson_monitor,
        name="lesson-monitor",
    ),
    path("voices/reports/", reports.reports, name="reports"),
    path("voices/reports/file/<slug:kind>/", reports.report_add, name="report-add"),
    path("voices/reports/<slug:reference>/", reports.report, name="report"),
    path(
        "voices/reports/<slug:reference>/change/",
        reports.report_change,
        name="report-change",
    ),
    path("voices/patterns/", reports.patterns, name="patterns"),
]
