"""Requests to agencies: the list, one request, writing, issuing, closing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Count, Q, Value, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import note_access
from boards.exports import asked_kind, download
from boards.forms.words import add_errors
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from dissemination.asking import (
    groups_to_ask_for,
    may_run,
    request_or_404,
    request_to_run,
    works_for,
)
from dissemination.choices import Applies, Confirmation, PartState, RequestState
from dissemination.coverage import answer_level, confirmed_levels
from dissemination.forms.parts import PartFilterForm
from dissemination.forms.requests import (
    AskForm,
    DueForm,
    RequestFilterForm,
    RequestForm,
    open_sources,
)
from dissemination.models import (
    AgencyPart,
    Briefing,
    LearningPoint,
    LearningRequest,
    PointAnswer,
)
from dissemination.services import requests as services
from learning.models import LearningSource
from learning.views.versioned import kept

COLUMNS = {
    "due": ("-due_on", "title"),
    "title": ("title",),
    "group": ("group__name_en", "-due_on"),
    "state": ("state", "-due_on"),
}
PART_COLUMNS = {
    "gaps": ("handed_in", "signed", "agency__name_en"),
    "agency": ("agency__name_en",),
    "answer": ("state", "agency__name_en"),
    "reached": ("-passed_on", "agency__name_en"),
}
FORM = "learning/source_form.html"


def requests_url(board) -> str:
    return reverse("dissemination:requests", args=[board.slug])


def address(found, name, *more) -> str:
    """A page of one request."""
    where = [found.board.slug, found.reference, *more]
    return reverse(f"dissemination:{name}", args=where)


@require_GET
def requests(request, board):
    """Requests the person knows of; filter, search, sort, page, export."""
    form = RequestFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(_counted(request)))
    if kind := asked_kind(request):
        return _requests_file(request, kind, found)
    context = {
        "form": form,
        "page": paginate(request, found),
        "may_ask": groups_to_ask_for(request.user, request.board).exists(),
        **sorting.context,
    }
    return render(request, "dissemination/requests.html", context)


def _counted(request):
    """Each with how many of the parts this person sees are in, and late."""
    seen = Q(parts__in=AgencyPart.objects.visible_to(request.user).values("pk"))
    rows = LearningRequest.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("board", "group")
    return rows.annotate(
        asked=Count("parts", filter=seen),
        handed_in=Count("parts", filter=seen & Q(parts__state=PartState.ANSWERED)),
    )


def _requests_file(request, kind, found):
    headings = [_("Reference"), _("Title"), _("From"), _("Due on"), _("State")]
    headings += [_("Agencies"), _("Handed in")]
    rows = [
        [
            row.reference,
            row.title,
            row.group,
            row.due_on,
            row.get_state_display(),
            row.asked,
            row.handed_in,
        ]
        for row in found
    ]
    return download(kind, f"requests-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def request_new(request, board):
    """Write a request; nobody is asked yet."""
    form = _form(request, LearningRequest(board=request.board))
    if request.method == "POST" and accepted(form, lambda d: _write(request, form)):
        return redirect(address(form.made, "request-preview"))
    return form_page(
        request,
        form,
        heading=_("Ask agencies to pass learning on"),
        hint=_("Nobody is asked yet: you check it and choose the agencies next."),
        back_url=requests_url(request.board),
        submit=_("Save and check"),
    )


def _form(request, instance) -> RequestForm:
    groups = groups_to_ask_for(request.user, request.board)
    if not groups.exists():
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    initial = {} if instance.pk else _from_source(request)
    return RequestForm(
        request.POST or None,
        instance=instance,
        board=request.board,
        user=request.user,
        groups=groups,
        initial=initial,
    )


def _from_source(request) -> dict:
    """What the page of a source that leads here knows already."""
    reference = request.GET.get("source", "")
    rows = open_sources(request.user, request.board).filter(reference=reference)
    found = rows.first() if reference else None
    if found is None:
        return {}
    return {"source": found, "take_findings": True, "group": found.lead_group_id}


def _write(request, form):
    form.made = services.write_request(
        board=request.board,
        values=form.values,
        points=form.cleaned_data["points"],
        findings=form.findings,
        sent_once=form.cleaned_data["sent_once"],
        by=request.user,
    )


@require_http_methods(["GET", "POST"])
def request_edit(request, board, reference):
    """Change a request before it is issued; two people at once see both texts."""
    found = request_to_run(request, reference)
    if found.state != RequestState.DRAFT:
        messages.error(request, _("It was issued already."))
        return redirect(found)
    form = _form(request, found)

    def write(data):
        services.save_request(
            request=found,
            values=form.values,
            points=data["points"],
            findings=form.findings,
            version=data["version"],
            by=request.user,
        )

    back = address(found, "request-preview")
    if request.method == "POST" and form.is_valid() and _kept(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    words = {"caption": found.reference, "template": FORM}
    return form_page(
        request, form, heading=_("Change the request"), back_url=back, **words
    )


def _kept(form, write) -> bool:
    """Write; a conflict or a refusal stands in the form."""
    try:
        return kept(form, write)
    except ValidationError as problem:
        add_errors(form, problem)
        return False


@require_http_methods(["GET", "POST"])
def request_preview(request, board, reference):
    """As agencies will read it; choose them, check, then issue."""
    found = request_to_run(request, reference)
    if found.state != RequestState.DRAFT:
        return redirect(found)
    form = AskForm(request.POST or None, user=request.user, board=request.board)
    chosen = form.asked if request.method == "POST" and form.is_valid() else []
    if chosen and request.POST.get("action") == "issue" and _issued(form, found):
        said = ngettext("%d agency is asked.", "%d agencies are asked.", len(chosen))
        messages.success(request, said % len(chosen))
        return redirect(found)
    context = {
        "asked": found,
        "points": LearningPoint.objects.visible_to(request.user).filter(request=found),
        "problems": services.problems_of(found),
        "form": form,
        "chosen": chosen,
        "briefing_hidden": found.briefing and not _is_shared(found.briefing),
    }
    return render(request, "dissemination/request_preview.html", context)


def _issued(form, found) -> bool:
    return accepted(
        form,
        lambda said: services.issue(request=found, agencies=form.asked, by=form.user),
    )


def _is_shared(briefing) -> bool:
    return briefing.state in ("shared", "public")


@require_http_methods(["GET", "POST"])
def request_due(request, board, reference):
    """Correct the day for everybody."""
    found = request_to_run(request, reference)
    if found.state != RequestState.ISSUED:
        return redirect(found)
    form = DueForm(request.POST or None, instance=found, user=request.user)

    def write(data):
        services.correct_due(
            request=found,
            due_on=data["due_on"],
            version=data["version"],
            by=request.user,
        )

    if request.method == "POST" and form.is_valid() and _kept(form, write):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        heading=_("Correct the day answers are due"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        template=FORM,
    )


@require_POST
def request_close(request, board, reference):
    """Agencies are no longer asked or chased."""
    found = request_to_run(request, reference)
    try:
        services.close(request=found, by=request.user)
        messages.success(request, _("The request is closed."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(found)


@require_GET
def request(request, board, reference):
    """One request and how far its agencies are; an agency sees its own line."""
    found = request_or_404(request, reference)
    parts = parts_of(request, found)
    form = PartFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, PART_COLUMNS)
    rows = sorting.apply(form.apply(parts))
    if kind := asked_kind(request):
        return _parts_file(request, kind, found, rows)
    page = paginate(request, rows)
    for part in page:
        _dress(part, found)
    own = [part for part in parts if works_for(request.user, part)]
    context = {
        "asked": found,
        "points": _points(request, found),
        "page": page,
        "form": form,
        "own": own[0] if len(own) == 1 else None,
        "runs": may_run(request.user, found),
        "totals": _totals(parts),
        "source": _if_seen(request, LearningSource, found.source_id),
        "briefing": _if_seen(request, Briefing, found.briefing_id),
        **sorting.context,
    }
    return render(request, "dissemination/request.html", context)


def parts_of(request, found):
    """The parts of a request this person reads, with what is confirmed and reached."""
    rows = AgencyPart.objects.visible_to(request.user).filter(request=found)
    answered = When(state=PartState.ANSWERED, then=Value(1))
    return rows.select_related("agency", "board", "request").with_counts().annotate(
        handed_in=Case(answered, default=Value(0)),
        signed=Count("confirmations"),
    )  # fmt: skip


def _dress(part, found):
    part.request = found
    part.answer = answer_level(part)
    part.levels = confirmed_levels(part)


def _totals(parts) -> dict:
    rows = list(parts)
    signed = {kind: sum(kind in row.confirmed for row in rows) for kind in Confirmation}
    return {
        "asked": len(rows),
        "handed_in": sum(row.is_answered for row in rows),
        "signed": [(kind.label, many) for kind, many in signed.items()],
        "passed_on": sum(row.passed_on for row in rows),
        "told": sum(row.told for row in rows),
    }


def _points(request, found):
    """Points with how many agencies said that each applies, of the answers seen."""
    seen = PointAnswer.objects.visible_to(request.user).filter(part__request=found)
    seen = Q(answers__in=seen.values("pk"))
    rows = LearningPoint.objects.visible_to(request.user).filter(request=found)
    return rows.annotate(
        yes=Count("answers", filter=seen & Q(answers__applies=Applies.YES)),
        no=Count("answers", filter=seen & Q(answers__applies=Applies.NO)),
    )


def _if_seen(request, model, pk):
    """A record the request names, where this person may know of it."""
    rows = model.objects.visible_to(request.user).select_related("board")
    return rows.filter(pk=pk).first() if pk else None


def _parts_file(request, kind, found, rows):
    headings = [_("Agency"), _("Answers"), _("Handed in on")]
    headings += [kind_.label for kind_ in Confirmation]
    headings += [_("Reached by the agency"), _("Reached, as teams say")]
    lines = []
    for part in rows:
        _dress(part, found)
        day = part.answered_at.date() if part.answered_at else ""
        line = [part.agency, part.answer.word, day]
        line += [level.word for level in part.levels]
        lines.append([*line, part.passed_on, part.told])
    note_access(request.user, found, "export coverage", group=found.group)
    return download(kind, f"request-{found.reference}", headings, lines)
