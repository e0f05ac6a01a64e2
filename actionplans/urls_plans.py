"""Addresses of plans, their reports and the board's rhythm."""

from django.urls import path

from actionplans.views import lineage, opening, plans, reports

ONE = "plans/<slug:reference>/"
REPORT = "plans/reports/<int:pk>/"
urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/open/", opening.plan_open, name="plan-open"),
    path("plans/open/group/", opening.plan_open_group, name="plan-open-group"),
    path("plans/open/own/", opening.plan_open_own, name="plan-open-own"),
    path(
        "plans/open/<slug:reference>/",
        opening.plan_open_source,
        name="plan-open-source",
    ),
    path("plans/offers/", lineage.offers, name="offers"),
    path("plans/offers/<int:pk>/answer/", lineage.offer_answer, name="offer-answer"),
    path("plans/quarterly/", reports.quarterly, name="quarterly"),
    path("plans/rhythm/", reports.plan_rhythm, name="plan-rhythm"),
    path(REPORT, reports.report, name="report"),
    path(REPORT + "give/", reports.report_give, name="report-give"),
    path(ONE, plans.plan, name="plan"),
    path(ONE + "print/", plans.plan_print, name="plan-print"),
    path(ONE + "edit/", opening.plan_edit, name="plan-edit"),
    path(ONE + "agree/", opening.plan_agree, name="plan-agree"),
    path(ONE + "close/", opening.plan_close, name="plan-close"),
    path(ONE + "report/", reports.report_ask, name="report-ask"),
]
