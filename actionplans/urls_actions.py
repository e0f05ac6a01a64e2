"""Addresses of single actions, and of the lists of those to look at first."""

from django.urls import path

from actionplans.views import actions, evidence, impact, lineage, updating

ONE = "actions/<slug:reference>/"
urlpatterns = [
    path("actions/impact-debt/", impact.impact_debt, name="impact-debt"),
    path("actions/exceptions/", impact.exceptions, name="exceptions"),
    path("plans/<slug:reference>/add/", actions.action_add, name="action-add"),
    path(ONE, actions.action, name="action"),
    path(ONE + "edit/", actions.action_edit, name="action-edit"),
    path(ONE + "update/", updating.action_update, name="action-update"),
    path(ONE + "no-change/", updating.action_no_change, name="action-no-change"),
    path(ONE + "extend/", updating.action_extend, name="action-extend"),
    path(ONE + "withdraw/", updating.action_withdraw, name="action-withdraw"),
    path(ONE + "reopen/", updating.action_reopen, name="action-reopen"),
    path(ONE + "look-again/", updating.action_look_again, name="action-look-again"),
    path(ONE + "impact/", impact.action_impact, name="action-impact"),
    path(ONE + "evidence/", evidence.action_evidence, name="action-evidence"),
    path(
        ONE + "evidence/<int:pk>/",
        evidence.action_evidence_file,
        name="action-evidence-file",
    ),
    path(ONE + "merge/", lineage.action_merge, name="action-merge"),
    path(ONE + "split/", lineage.action_split, name="action-split"),
    path(ONE + "link/", lineage.action_link, name="action-link"),
    path(ONE + "own/", lineage.action_own, name="action-own"),
    path(ONE + "offer/", lineage.action_offer, name="action-offer"),
]
