"""Addresses of requests to agencies, their parts, the coverage map, lesson measures."""

from django.urls import path

from dissemination.views import coverage, measures, parts, requests, team

REQUESTS = "sharing/requests/"
ONE = REQUESTS + "<slug:reference>/"
PART = ONE + "agencies/<int:pk>/"
LINKS = PART + "team-links/"
MEASURES = "sharing/measures/"
SOURCE = MEASURES + "<slug:reference>/"

urlpatterns = [
    path(REQUESTS, requests.requests, name="requests"),
    path(REQUESTS + "new/", requests.request_new, name="request-new"),
    path(ONE, requests.request, name="request"),
    path(ONE + "edit/", requests.request_edit, name="request-edit"),
    path(ONE + "check/", requests.request_preview, name="request-preview"),
    path(ONE + "due/", requests.request_due, name="request-due"),
    path(ONE + "close/", requests.request_close, name="request-close"),
    path(PART, parts.part, name="part"),
    path(PART + "answer/", parts.part_answer, name="part-answer"),
    path(PART + "answer/save/", parts.part_autosave, name="part-autosave"),
    path(PART + "hand-in/", parts.part_hand_in, name="part-hand-in"),
    path(PART + "take-back/", parts.part_take_back, name="part-take-back"),
    path(PART + "passed-on/", parts.part_cascade, name="part-cascade"),
    path(PART + "confirm/<slug:kind>/", parts.part_confirm, name="part-confirm"),
    path(LINKS + "new/", team.team_link_new, name="team-link-new"),
    path(LINKS + "<int:link>/close/", team.team_link_close, name="team-link-close"),
    path(PART + "recall/new/", team.recall_new, name="recall-new"),
    path("sharing/recall/", team.recall_rule, name="recall-rule"),
    path("sharing/coverage/", coverage.coverage_map, name="coverage"),
    path(MEASURES, measures.measures, name="measures"),
    path(SOURCE, measures.source_measures, name="source-measures"),
    path(SOURCE + "<int:finding>/add/", measures.measure_add, name="measure-add"),
    path(SOURCE + "change/<int:pk>/", measures.measure_edit, name="measure-edit"),
]
