"""Screening: the criteria in force, answered, and what the answers add up to."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import require
from boards.roles import Permission
from learning.process import review_type_of, said
from reviews.criteria import answers_of, read, rules_in_force
from reviews.forms.screening import ScreeningForm, items_of
from reviews.guards import working_review_or_404
from reviews.models import CriterionAnswer
from reviews.rules import may_manage
from reviews.services.questions import answer_criteria
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:screening"


@require_http_methods(["GET", "POST"])
def screening(request, board, reference):
    """The rule set of the day the review was opened, criterion by criterion."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require(request.user, Permission.MANAGE_REVIEW, found)
    rules = rules_in_force(found)
    if rules is None:
        return _page(request, found)
    rows = CriterionAnswer.objects.visible_to(request.user).filter(review=found)
    items = items_of(rules, rows.filter(rule_set=rules.key))
    form = ScreeningForm(request.POST or None, items=items, user=request.user)
    writing = Writing(request, found, form, "screening")
    if writing.saved(lambda form: _write(form, found, rules, request.user)):
        return gone_to(request, address(found, "screening"))
    return _page(
        request,
        found,
        **_rules(found, rules),
        answers=form.shown,
        earlier=rows.exclude(rule_set=rules.key),
        **(writing.context if may_manage(request.user, found) else {}),
    )


def _write(form, review, rules, by):
    answers = {
        key: (version, {"answer": answer, "reason": words})
        for key, (version, answer, words) in form.answers.items()
    }
    answer_criteria(review=review, rules=rules, answers=answers, by=by)


def _rules(review, rules) -> dict:
    return {
        "rules": rules,
        "rules_name": said(rules.name),
        "legal_test": said(rules.legal_test),
        "historical": not rules.in_force(timezone.localdate()),
        "reading": read(rules, answers_of(review, rules)),
    }


def _page(request, review, **context):
    return page(
        request,
        review,
        HERE,
        heading=_("Screening"),
        template="reviews/screening.html",
        kind=review_type_of(review.source),
        decision_url=address(review, "decision"),
        **context,
    )
