"""Addresses of what agencies are asked: on the review, and at the agency."""

from django.urls import path

from reviews.views import judging, own_requests, requests

ON_REVIEW = "reviews/<slug:reference>/requests/"
ASKED = ON_REVIEW + "<slug:asked>/"
OWN = "review-requests/"
ONE = OWN + "<slug:reference>/"
FILE = ONE + "files/<int:pk>/"

urlpatterns = [
    path(ON_REVIEW, requests.review_requests, name="review-requests"),
    path(ON_REVIEW + "new/", requests.request_pack, name="request-pack"),
    path(ON_REVIEW + "check/", requests.request_preview, name="request-preview"),
    path(ON_REVIEW + "remind/", judging.request_remind, name="request-remind"),
    path(ASKED, requests.review_request, name="review-request"),
    path(ASKED + "edit/", requests.request_edit, name="request-edit"),
    path(ASKED + "discard/", requests.request_discard, name="request-discard"),
    path(ASKED + "extend/", judging.request_extend, name="request-extend"),
    path(ASKED + "accept/", judging.request_accept, name="request-accept"),
    path(ASKED + "send-back/", judging.request_return, name="request-return"),
    path(OWN, own_requests.requests, name="requests"),
    path(ONE, own_requests.request, name="request"),
    path(ONE + "answer/", own_requests.request_answer, name="request-answer"),
    path(ONE + "answer/save/", own_requests.request_autosave, name="request-autosave"),
    path(ONE + "hand-in/", own_requests.request_hand_in, name="request-hand-in"),
    path(ONE + "receipt/", own_requests.request_receipt, name="request-receipt"),
    path(FILE, own_requests.request_file, name="request-file"),
    path(
        FILE + "remove/", own_requests.request_file_remove, name="request-file-remove"
    ),
]
