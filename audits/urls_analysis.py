"""Addresses of moderation and analysis."""

from django.urls import path

from audits.views import analysis, moderation

urlpatterns = [
    path(
        "returns/<slug:reference>/moderation/",
        moderation.return_moderate,
        name="return-moderate",
    ),
    path(
        "returns/<slug:reference>/moderated/",
        moderation.return_moderated,
        name="return-moderated",
    ),
    path(
        "returns/<slug:reference>/moderation/<int:pk>/",
        moderation.answer_moderate,
        name="answer-moderate",
    ),
    path(
        "returns/<slug:reference>/moderation/<int:pk>/reply/",
        moderation.answer_reply,
        name="answer-reply",
    ),
    path(
        "rounds/<slug:reference>/analysis/",
        analysis.round_analysis,
        name="round-analysis",
    ),
    path(
        "rounds/<slug:reference>/analysis/words/",
        analysis.round_words,
        name="round-words",
    ),
    path(
        "rounds/<slug:reference>/analysis/standard/<slug:key>/",
        analysis.round_standard,
        name="round-standard",
    ),
    path(
        "rounds/<slug:reference>/release/", analysis.round_release, name="round-release"
    ),
    path(
        "rounds/<slug:reference>/scrutiny/",
        analysis.round_scrutiny,
        name="round-scrutiny",
    ),
    path("scrutiny/<int:pk>/", analysis.scrutiny_respond, name="scrutiny-respond"),
]
