"""Reading an edition, comparing it, agreeing it, and starting the next."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits.differences import compare
from audits.edition_page import parts_of, scales_of, with_older_welsh
from audits.forms.questionnaires import ApprovalForm, EditionCopyForm
from audits.models import Edition
from audits.services.contents import content_of
from audits.services.editions import copy_edition
from audits.services.facts import record_agreement
from audits.views.questionnaires import PREPARE, known_group
from boards.access import allowed, get_visible_or_404, require
from boards.views.forms import accepted, form_page, written
from learning.services.years import financial_year, next_financial_year


def edition_or_404(request, questionnaire, number):
    """An edition the reader may see: drafts are the officers'."""
    rows = Edition.objects.visible_to(request.user).select_related(
        "questionnaire__board", "approved_by_group", "issued_by", "follows"
    )
    return get_visible_or_404(
        rows,
        request.user,
        questionnaire__board=request.board,
        questionnaire__key=questionnaire,
        number=number,
    )


@require_GET
def edition(request, board, questionnaire, number):
    """All an edition asks, with what every rating means."""
    row = edition_or_404(request, questionnaire, number)
    scales = scales_of(row)
    parts = parts_of(row, scales)
    may_prepare = allowed(request.user, PREPARE, row)
    may_edit = may_prepare and not row.is_frozen
    newer = row.questionnaire.editions.visible_to(request.user)
    context = {
        "edition": row,
        "questionnaire": row.questionnaire,
        "scales": scales,
        "parts": parts,
        "total": sum(len(part.questions) for part in parts),
        "approved_by": known_group(request.user, row.approved_by_group),
        "may_prepare": may_prepare,
        "may_edit": may_edit,
        "older_welsh": with_older_welsh(row) if may_edit else set(),
        "newer": newer.filter(number__gt=row.number).order_by("-number").first(),
        "not_agreed": may_prepare and row.approved_on is None,
    }
    return render(request, "audits/edition.html", context)


@require_GET
def edition_diff(request, board, questionnaire, number):
    """What changed from the edition it follows, by stable key."""
    row = edition_or_404(request, questionnaire, number)
    if row.follows_id is None:
        raise Http404
    before = edition_or_404(request, questionnaire, row.follows.number)
    comparison = compare(content_of(before), content_of(row))
    context = {
        "edition": row,
        "questionnaire": row.questionnaire,
        "before": before,
        "comparison": comparison,
    }
    return render(request, "audits/edition_diff.html", context)


@require_http_methods(["GET", "POST"])
def edition_approve(request, board, questionnaire, number):
    """Record who was consulted, which group agreed the wording, and when."""
    row = edition_or_404(request, questionnaire, number)
    require(request.user, PREPARE, row)
    form = ApprovalForm(request.POST or None, edition=row, user=request.user)

    def write(data):
        consulted = {n: data[n] for n in ("consulted_with", "consulted_on")}
        record_agreement(
            edition=row,
            group=data["group"],
            approved_on=data["approved_on"],
            consulted=consulted,
            by=request.user,
        )

    return written(
        request,
        form,
        write,
        heading=_("Who agreed this edition?"),
        caption=str(row),
        back_url=row.get_absolute_url(),
        done=_("The agreement is recorded."),
    )


@require_http_methods(["GET", "POST"])
def edition_copy(request, board, questionnaire, number):
    """Start a new draft edition with the words of this one."""
    row = edition_or_404(request, questionnaire, number)
    require(request.user, PREPARE, row)
    form = EditionCopyForm(
        request.POST or None,
        user=request.user,
        initial={"label": _next_label(row.label)},
    )
    made = []

    def write(data):
        made.append(copy_edition(edition=row, label=data["label"], by=request.user))

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The new edition is a draft. Change its words."))
        return redirect(made[0])
    return form_page(
        request,
        form,
        heading=_("Start a new edition"),
        caption=str(row),
        hint=_(
            "It starts with the words of this one. Questions keep their place in "
            "agencies' history, so last round's answers are brought forward."
        ),
        back_url=row.get_absolute_url(),
        submit=_("Start the edition"),
    )


def _next_label(label: str) -> str:
    """The year after, where the name is a year; never one that is over."""
    if label.isdecimal() and len(label) == 4:
        return str(int(label) + 1)
    now = financial_year()
    is_now = re.fullmatch(r"20\d\d-\d\d", label) and label >= now
    return next_financial_year(label) if is_now else now
