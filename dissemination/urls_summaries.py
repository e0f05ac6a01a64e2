"""Addresses of sharing, summaries and commissions."""

from django.urls import path

from dissemination.views import commissions, home, summaries

ASKED = "sharing/commissions/<int:pk>/"
ONE = "sharing/summaries/<slug:reference>/"
urlpatterns = [
    path("sharing/", home.sharing, name="sharing"),
    path("sharing/of/<slug:reference>/", home.sharing_of, name="sharing-of"),
    path("sharing/commissions/", commissions.commissions, name="commissions"),
    path("sharing/commissions/ask/", commissions.commission_ask, name="commission-ask"),
    path(
        "sharing/commissions/ask/<slug:reference>/",
        commissions.commission_from,
        name="commission-from",
    ),
    path(ASKED, commissions.commission, name="commission"),
    path(ASKED + "edit/", commissions.commission_edit, name="commission-edit"),
    path(ASKED + "answer/", commissions.commission_answer, name="commission-answer"),
    path(ASKED + "done/", commissions.commission_done, name="commission-done"),
    path("sharing/summaries/", summaries.summaries, name="summaries"),
    path("sharing/summaries/write/", summaries.summary_write, name="summary-write"),
    path(
        "sharing/summaries/write/<slug:reference>/",
        summaries.summary_from,
        name="summary-from",
    ),
    path(ONE, summaries.summary, name="summary"),
    path(ONE + "edit/", summaries.summary_edit, name="summary-edit"),
    path(ONE + "send/", summaries.summary_send, name="summary-send"),
    path(ONE + "answer/", summaries.summary_answer, name="summary-answer"),
]
