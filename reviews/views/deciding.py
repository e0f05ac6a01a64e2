"""The decision on a referral, as made; a second look is a second decision."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import require
from boards.roles import Permission
from learning.process import review_type_of, said
from reviews.criteria import answers_of, read, rules_in_force
from reviews.forms.deciding import DecisionForm
from reviews.guards import working_review_or_404
from reviews.models import Decision
from reviews.rules import may_manage
from reviews.services.deciding import record_decision
from reviews.type_words import LEGAL_TYPES
from reviews.views.work import Writing, address, gone_to, page


@require_http_methods(["GET", "POST"])
def decision(request, board, reference):
    """Decisions so far, what they rest on, and a form for the next one."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require(request.user, Permission.MANAGE_REVIEW, found)
    rules, kind = rules_in_force(found), review_type_of(found.source)
    reading = read(rules, answers_of(found, rules)) if rules else None
    form = DecisionForm(
        request.POST or None,
        rules=rules,
        reading=reading,
        statutory=kind.statutory,
        user=request.user,
    )
    writing = Writing(request, found, form, "decision")
    if writing.saved(lambda form: _write(form, found, request.user)):
        return gone_to(request, address(found, "decision"), _("Decision recorded."))
    return _page(request, found, kind, rules, reading, writing)


def _write(form, review, by):
    record_decision(
        review=review,
        values=form.values,
        sent_once=form.cleaned_data["sent_once"],
        by=by,
    )


def _page(request, review, kind, rules, reading, writing):
    made = Decision.objects.visible_to(request.user).filter(review=review)
    shown = writing.context if may_manage(request.user, review) else {}
    asked = "further" in request.GET or request.method == "POST"
    writes = bool(shown) and (asked or shown["kept"] or not made.exists())
    return page(
        request,
        review,
        "reviews:decision",
        heading=_("Decision"),
        template="reviews/decision.html",
        decisions=made.select_related("by"),
        kind=kind,
        legal_type=LEGAL_TYPES[kind.legal_type],
        rules=rules,
        legal_test=said(rules.legal_test) if rules else "",
        reading=reading,
        screening_url=address(review, "screening"),
        may_decide_again=bool(shown) and not writes,
        **(shown if writes else {}),
    )
