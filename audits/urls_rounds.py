"""Addresses of rounds: the business unit's half."""

from django.urls import path

from audits.views import preparing, rounds, running

ONE = "rounds/<slug:reference>/"
RETURN = "returns/<slug:reference>/"

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/add/", preparing.round_add, name="round-add"),
    path(ONE, rounds.round, name="round"),
    path(ONE + "edit/", preparing.round_edit, name="round-edit"),
    path(ONE + "issue/", preparing.round_issue, name="round-issue"),
    path(ONE + "discard/", preparing.round_discard, name="round-discard"),
    path(ONE + "reviews/add/", preparing.round_review_add, name="round-review-add"),
    path(ONE + "reviews/drop/", preparing.round_review_drop, name="round-review-drop"),
    path(ONE + "remind/", running.round_remind, name="round-remind"),
    path(ONE + "extend/", running.round_extend, name="round-extend"),
    path(ONE + "ask/", running.round_ask, name="round-ask"),
    path(ONE + "close/", rounds.round_close, name="round-close"),
    path(RETURN + "extend/", running.return_extend, name="return-extend"),
    path(RETURN + "unask/", running.return_unask, name="return-unask"),
    path(RETURN + "open-again/", running.return_reopen_for, name="return-reopen-for"),
]
