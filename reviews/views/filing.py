"""An agency files its own learning, changes it, and tells a group how it goes on."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.roles import Permission
from boards.services.unsaved import forget_typed, keep_typed
from boards.views.forms import accepted, form_page
from boards.views.unsaved import forgotten, keeps_typed, take_up
from learning.process import review_type_of, said
from learning.services.versions import StaleVersion
from reviews.filing import (
    INSPECTION,
    groups_told,
    own_agencies,
    types_to_file,
)
from reviews.forms.filing import (
    FiledForm,
    InspectionFilingForm,
    OwnReviewFilingForm,
    ProgressForm,
)
from reviews.guards import review_or_404, review_to_run
from reviews.models import ProgressNote
from reviews.own_access import answers_for
from reviews.parts import is_filed
from reviews.services.filing import change_filed, file_item, report_progress
from reviews.views.work import Writing, address, gone_to, page


def _require_lead(request) -> None:
    """Leads of an agency of the board; others 403, strangers 404."""
    if request.board.pk not in request.user.scope.reading_board_ids:
        raise Http404
    if not own_agencies(request.user, request.board).exists():
        raise PermissionDenied(Permission.FILE_OWN_LEARNING.value)


@require_GET
def file(request, board):
    """What do you want to file? An inspection of us, or our own review or audit."""
    _require_lead(request)
    kinds = types_to_file(request.board, request.user, timezone.localdate())
    rows = [
        (said(kind.name), said(kind.commissioner), _details(request, kind.key), kind)
        for kind in kinds
    ]
    context = {
        "inspections": [row for row in rows if row[3].process == INSPECTION],
        "own": [row for row in rows if row[3].process != INSPECTION],
    }
    return render(request, "reviews/file.html", context)


def _details(request, key) -> str:
    return reverse("reviews:file-details", args=[request.board.slug, key])


@require_http_methods(["GET", "POST"])
def file_details(request, board, key):
    """What it was, what came out, and which groups may read it (CTM-30, HAR-30)."""
    _require_lead(request)
    kind = _kind_or_404(request, key)
    asked = InspectionFilingForm if kind.process == INSPECTION else OwnReviewFilingForm
    form = asked(
        request.POST or None, board=request.board, kind=kind, user=request.user
    )
    made = []
    if request.method == "POST" and accepted(form, lambda d: made.append(_file(form))):
        _forget(request, key)
        return redirect("reviews:filed", request.board.slug, made[0].reference)
    where = [request.board.slug, key]
    return form_page(
        request,
        form,
        heading=_("File what you learnt"),
        caption=said(kind.name),
        back_url=reverse("reviews:file", args=[request.board.slug]),
        submit=_("File it"),
        template="reviews/file_details.html",
        kept=take_up(form, _unsaved(request), request.user, review_type=key),
        autosave_url=reverse("reviews:file-unsaved", args=where),
        forget_url=reverse("reviews:file-unsaved-forget", args=where),
    )


def _kind_or_404(request, key):
    kinds = types_to_file(request.board, request.user, timezone.localdate())
    found = next((each for each in kinds if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _unsaved(request):
    return request.board.unsaved_filings


def _forget(request, key) -> None:
    forget_typed(_unsaved(request), by=request.user, review_type=key)


@keeps_typed
def file_unsaved(request, board, key):
    """Keep the fields of the form as they stand."""
    _require_lead(request)
    _kind_or_404(request, key)
    return keep_typed(
        _unsaved(request), posted=request.POST, by=request.user, review_type=key
    )


@require_POST
def file_unsaved_forget(request, board, key):
    """Drop one's own words of an item not filed yet, on purpose."""
    _require_lead(request)
    _kind_or_404(request, key)
    _forget(request, key)
    return forgotten(request, _details(request, key))


def _file(form):
    return file_item(
        board=form.board,
        kind=form.kind,
        agency=form.owner,
        values=form.values,
        groups=form.cleaned_data["shared_with"],
        dates=form.dates,
        inspection=form.inspection,
        finding=form.finding,
        by=form.user,
        sent_once=form.cleaned_data["sent_once"],
    )


def _filed_or_404(found):
    if not is_filed(found):
        raise Http404
    return found


@require_GET
def filed(request, board, reference):
    """Its reference, who reads it now, and what comes next."""
    found = _filed_or_404(review_to_run(request, reference))
    limits = found.source.milestones.order_by("due_on")
    context = {
        "review": found,
        "groups": groups_told(request.user, found),
        "limits": limits,
    }
    return render(request, "reviews/filed.html", context)


@require_http_methods(["GET", "POST"])
def filed_change(request, board, reference):
    """The agency changes what it says and who reads it; two at once see both texts."""
    found = _filed_or_404(review_to_run(request, reference))
    if not answers_for(request.user, found.source):
        raise PermissionDenied(Permission.FILE_OWN_LEARNING.value)
    form = FiledForm(request.POST or None, instance=found.source, user=request.user)
    if request.method == "POST" and form.is_valid() and _changed(form, found):
        return gone_to(request, found.get_absolute_url())
    return form_page(
        request,
        form,
        heading=_("Change what it says and who reads it"),
        caption=found.reference,
        back_url=found.get_absolute_url(),
        template="reviews/review_change.html",
        differences=form.differences,
    )


def _changed(form, review) -> bool:
    try:
        change_filed(
            review=review,
            kind=review_type_of(review.source),
            values=form.values,
            version=form.cleaned_data["version"],
            by=form.user,
        )
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True


@require_http_methods(["GET", "POST"])
def progress(request, board, reference):
    """How the agency goes on, told to one group at a time (CTM-36)."""
    found = _filed_or_404(review_or_404(request, reference))
    tells = answers_for(request.user, found.source)
    if request.method == "POST" and not tells:
        raise PermissionDenied(Permission.FILE_OWN_LEARNING.value)
    notes = ProgressNote.objects.visible_to(request.user).filter(review=found)
    form = ProgressForm(
        request.POST or None, groups=groups_told(request.user, found), user=request.user
    )
    writing = Writing(request, found, form, "progress")
    if writing.saved(lambda form: _tell(form, found, request.user)):
        return gone_to(request, address(found, "progress"), _("The group can read it."))
    return page(
        request,
        found,
        "reviews:progress",
        heading=_("Progress"),
        template="reviews/progress.html",
        notes=list(notes.select_related("group", "by")),
        tells=tells,
        **(writing.context if tells else {}),
    )


def _tell(form, review, by):
    data = form.cleaned_data
    report_progress(
        review=review,
        group=data["group"],
        text=data["text"],
        by=by,
        sent_once=data["sent_once"],
    )
