"""Addresses of findings, recommendations, links and the golden thread."""

from django.urls import path

from learning.views import (
    all_findings,
    findings,
    links,
    recommendations,
    removing,
    replies,
    thread,
)

ONE = "learning/<slug:reference>/"
ASKED = "learning/recommendations/"
urlpatterns = [
    path("learning/findings/", all_findings.all_findings, name="all-findings"),
    path("learning/good-practice/", findings.good_practice, name="good-practice"),
    path("learning/alike/", recommendations.alike, name="alike"),
    path(ASKED, recommendations.recommendations, name="recommendations"),
    path(ASKED + "<int:pk>/", replies.recommendation, name="recommendation"),
    path(
        ASKED + "<int:pk>/edit/",
        recommendations.recommendation_edit,
        name="recommendation-edit",
    ),
    path(
        ASKED + "<int:pk>/remove/",
        removing.recommendation_remove,
        name="recommendation-remove",
    ),
    path(
        ASKED + "<int:pk>/reply/",
        replies.recommendation_reply,
        name="recommendation-reply",
    ),
    path(
        "learning/thread/<slug:kind>/<slug:key>/",
        thread.thread_from,
        name="thread-from",
    ),
    path(ONE + "findings/", findings.findings, name="findings"),
    path(ONE + "findings/add/", findings.finding_add, name="finding-add"),
    path(ONE + "findings/<int:pk>/edit/", findings.finding_edit, name="finding-edit"),
    path(
        ONE + "findings/<int:pk>/remove/",
        removing.finding_remove,
        name="finding-remove",
    ),
    path(
        ONE + "recommendations/add/",
        recommendations.recommendation_add,
        name="recommendation-add",
    ),
    path(
        ONE + "recommendations/issue/",
        recommendations.recommendations_issue,
        name="recommendations-issue",
    ),
    path(ONE + "links/", links.source_links, name="source-links"),
    path(ONE + "links/<int:pk>/remove/", links.source_unlink, name="source-unlink"),
    path(ONE + "thread/", thread.source_thread, name="thread"),
]
