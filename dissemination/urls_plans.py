"""Addresses of dissemination plans and of the log of sharing."""

from django.urls import path

from dissemination.views import lines, plans, shares

ONE = "sharing/plans/<slug:reference>/"
LINE = ONE + "lines/<int:pk>/"
OPEN = "sharing/plans/open/"
urlpatterns = [
    path("sharing/plans/", plans.plans, name="plans"),
    path(OPEN, plans.plan_open, name="plan-open"),
    path(OPEN + "own/", plans.plan_open_own, name="plan-open-own"),
    path(
        OPEN + "summary/<slug:reference>/",
        plans.plan_open_summary,
        name="plan-open-summary",
    ),
    path(
        OPEN + "source/<slug:reference>/",
        plans.plan_open_source,
        name="plan-open-source",
    ),
    path(ONE, plans.plan, name="plan"),
    path(ONE + "edit/", plans.plan_edit, name="plan-edit"),
    path(ONE + "agree/", plans.plan_agree, name="plan-agree"),
    path(ONE + "close/", plans.plan_close, name="plan-close"),
    path(LINE + "edit/", lines.line_edit, name="line-edit"),
    path(LINE + "deliver/", lines.line_deliver, name="line-deliver"),
    path("sharing/shares/", shares.shares, name="shares"),
    path("sharing/shares/log/", shares.share_add, name="share-add"),
    path(
        "sharing/shares/log/<slug:reference>/",
        shares.share_add_from,
        name="share-add-from",
    ),
    path("sharing/shares/<int:pk>/edit/", shares.share_edit, name="share-edit"),
]
