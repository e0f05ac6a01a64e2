"""An inspection or peer review: what it said, its days, who answers for what."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import get_visible_or_404
from frameworks.vocabulary import LegalType
from learning.models import Finding
from learning.process import review_type_of
from reviews.conditions import outcome_recorded
from reviews.filing import plan_limit
from reviews.forms.inspections import AnswerForForm, InspectionForm
from reviews.guards import review_or_404, review_to_manage
from reviews.limit_rows import limit_rows
from reviews.models import FindingOwner, Inspection
from reviews.parts import is_inspection
from reviews.rules import may_manage, may_write, require_write
from reviews.services.inspecting import DAYS, answer_for, write_inspection
from reviews.type_words import span
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:inspection"


def _inspection_or_404(found):
    if not is_inspection(found):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def inspection(request, board, reference):
    """Who inspected whom, when, what came out, how the board is assured (WOL-23)."""
    found = _inspection_or_404(review_or_404(request, reference))
    if request.method == "POST":
        require_write(request.user, found)
    row = Inspection.objects.visible_to(request.user).filter(review=found).first()
    form = InspectionForm(
        request.POST or None,
        instance=row or Inspection(review=found),
        for_board=may_manage(request.user, found),
        user=request.user,
    )
    writing = Writing(request, found, form, "inspection")
    if writing.saved(lambda form: _write(form, found, request.user)):
        return gone_to(request, address(found, "inspection"))
    writes = may_write(request.user, found)
    answers = _answers(request, found)
    return page(
        request,
        found,
        HERE,
        heading=_("Inspection"),
        template="reviews/inspection.html",
        missing=outcome_recorded(found.source) if writes else "",
        writes=writes,
        inspection=row,
        answers=answers,
        unowned=sum(held is None for _finding, held in answers),
        may_name=may_manage(request.user, found),
        **_clocks(request.user, found),
        **(writing.context if writes else _texts(form, row)),
    )


def _write(form, review, by):
    write_inspection(
        review=review,
        values=form.values,
        days=form.days,
        version=form.cleaned_data["version"],
        by=by,
    )


def _clocks(user, review) -> dict:
    """Limits that run, or what will start the one for the plan (HAR-30)."""
    today = timezone.localdate()
    limit = plan_limit(review.board, review_type_of(review.source), today)
    return {
        "limits": limit_rows(user, review.source, today),
        "plan_within": span(limit.count, limit.unit) if limit else "",
    }


def _texts(form, row) -> dict:
    """What is written, for those who only read it."""
    days = [(form[n].label, form.initial.get(n)) for n in DAYS]
    names = ("strengths", "challenges", "contribution", "assurance")
    labels = {n: Inspection._meta.get_field(n).verbose_name for n in names}
    texts = [(labels[n], getattr(row, n, "")) for n in names]
    return {"days": days, "texts": texts}


def _answers(request, review) -> list:
    """Findings about the board itself, each with who answers for it (WOL-24)."""
    about_board = review.legal_type == LegalType.INSPECTION_OF_THE_BOARD
    row = getattr(review, "inspection", None)
    if not (about_board or (row and row.of_the_board)):
        return []
    rows = Finding.objects.visible_to(request.user).filter(source=review.source)
    held = FindingOwner.objects.visible_to(request.user).filter(finding__in=rows)
    named = {row.finding_id: row for row in held.select_related("owner")}
    return [(finding, named.get(finding.pk)) for finding in rows]


@require_http_methods(["GET", "POST"])
def finding_owner(request, board, reference, pk):
    """Name who answers for a finding about the board, or say how far it is."""
    found = _inspection_or_404(review_to_manage(request, reference))
    rows = Finding.objects.visible_to(request.user).filter(source=found.source)
    finding = get_visible_or_404(rows, request.user, pk=pk)
    held = FindingOwner.objects.visible_to(request.user).filter(finding=finding)
    form = AnswerForForm(
        request.POST or None,
        instance=held.first() or FindingOwner(finding=finding, version=0),
        board=request.board,
        user=request.user,
    )
    writing = Writing(request, found, form, f"finding-owner-{finding.pk}")
    back = address(found, "inspection")
    if writing.saved(lambda form: _answer(form, finding, request.user)):
        return gone_to(request, f"{back}#answers")
    return page(
        request,
        found,
        HERE,
        heading=_("Who answers for: %s") % finding.title,
        template="reviews/words.html",
        above=[(_("Inspection"), back)],
        back_url=back,
        **writing.context,
    )


def _answer(form, finding, by):
    answer_for(
        finding=finding,
        values=form.values,
        version=form.cleaned_data["version"],
        by=by,
    )
