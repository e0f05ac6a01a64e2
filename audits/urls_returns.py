"""Addresses of returns: the agency's half."""

from django.urls import path

from audits.views import (
    answering,
    clarifying,
    conflicts,
    improving,
    returns,
    submitting,
)

ONE = "returns/<slug:reference>/"
SECTION = ONE + "section/<slug:section>/"
QUESTION = ONE + "question/<slug:question>/"
BLOCK = QUESTION + "review-<int:block>/"


def _on_question(end, view, name):
    """A page of a question, and of a question asked for one review."""
    return [path(start + end, view, name=name) for start in (QUESTION, BLOCK)]


urlpatterns = [
    path("returns/", returns.returns, name="returns"),
    path(ONE, returns.agency_return, name="return"),
    path(ONE + "carry/", returns.return_carry, name="return-carry"),
    path(ONE + "review/", submitting.return_review, name="return-review"),
    path(ONE + "submit/", submitting.return_submit, name="return-submit"),
    path(ONE + "sign-off/", submitting.return_sign_off, name="return-sign-off"),
    path(ONE + "withdraw/", submitting.return_withdraw, name="return-withdraw"),
    path(ONE + "receipt/", submitting.return_receipt, name="return-receipt"),
    path(ONE + "copy/<int:number>/", submitting.return_copy, name="return-copy"),
    path(ONE + "reopen/", submitting.return_reopen, name="return-reopen"),
    path(
        ONE + "improvements/",
        improving.return_improvements,
        name="return-improvements",
    ),
    path(
        ONE + "improvements/<int:action>/",
        improving.return_improvement,
        name="return-improvement",
    ),
    path(ONE + "drafts/<int:draft>/", answering.draft_discard, name="draft-discard"),
    path(SECTION, returns.return_section, name="return-section"),
    path(SECTION + "give/", returns.return_delegate, name="return-delegate"),
    *_on_question("", answering.return_question, "return-question"),
    *_on_question("save/", answering.return_autosave, "return-autosave"),
    *_on_question("compare/<int:draft>/", conflicts.return_conflict, "return-conflict"),
    *_on_question("messages/", clarifying.return_clarify, "return-clarify"),
]
