"""What agencies are asked for a review: the list, one request, preparing, sending."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404, note_access
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.views.forms import form_page, written
from learning.mails import OfBoard, message
from learning.models import Digest
from reviews import contacts
from reviews.choices import RequestState
from reviews.forms.requests import RequestFilterForm, RequestForm, RequestPackForm
from reviews.guards import review_to_manage, working_review_or_404
from reviews.independence import involved_in
from reviews.models import InformationRequest, RequestEvent, RequestFile
from reviews.rules import may_manage
from reviews.services import requests as services
from reviews.views.saving import save_form
from reviews.views.work import address, page

COLUMNS = {
    "due": ("due_on", "agency__name_en"),
    "agency": ("agency__name_en",),
    "title": ("title", "agency__name_en"),
    "state": ("state", "due_on"),
    "quality": ("quality", "due_on"),
}
HERE = "reviews:review-requests"


def rows_of(request, review):
    """Requests of one review, as its people see them."""
    rows = InformationRequest.objects.visible_to(request.user).filter(review=review)
    return rows.select_related("agency", "sent_to", "answered_by", "board")


def request_or_404(request, review, asked, **lookup):
    """One request of a review."""
    rows = rows_of(request, review).select_related("review__source", "sent_by")
    return get_visible_or_404(rows, request.user, reference=asked, **lookup)


def above(review):
    """The list, above every page about one request."""
    return [(_("Requests"), address(review, "review-requests"))]


@require_GET
def review_requests(request, board, reference):
    """Who was asked, who answered, who is late; filter, search, sort, page, export."""
    review = working_review_or_404(request, reference)
    every = rows_of(request, review)
    form = RequestFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(every))
    if kind := asked_kind(request):
        group = review.source.lead_group
        note_access(request.user, review, "export requests", group=group)
        return _file(kind, review, found)
    context = {
        **sorting.context,
        "form": form,
        "page": paginate(request, found),
        "manages": may_manage(request.user, review),
        **every.counted(),
    }
    return page(
        request,
        review,
        HERE,
        heading=_("Requests"),
        template="reviews/review_requests.html",
        **context,
    )


def _file(kind, review, found):
    headings = [
        _("Reference"),
        _("Agency"),
        _("Title"),
        _("Asked through"),
        _("Due on"),
        _("State"),
        _("Answered on"),
        _("Late"),
        _("Times extended"),
        _("Who took part"),
        _("Quality"),
    ]
    rows = [
        [
            row.reference,
            row.agency,
            row.title,
            row.sent_to or "",
            row.due_on,
            row.get_state_display(),
            row.answered_at.date() if row.answered_at else "",
            _("Yes") if row.is_late else _("No"),
            row.extended,
            row.get_staff_level_display(),
            row.get_quality_display(),
        ]
        for row in found
    ]
    return download(kind, f"requests-{review.reference}", headings, rows)


@require_GET
def review_request(request, board, reference, asked):
    """One request with its answer, once there is one, and what was done with it."""
    review = working_review_or_404(request, reference)
    found = request_or_404(request, review, asked)
    files = RequestFile.objects.visible_to(request.user).filter(request=found)
    events = RequestEvent.objects.visible_to(request.user).filter(request=found)
    context = {
        "asked": found,
        "files": files.filter(handed_in=True).select_related("document"),
        "events": events.select_related("by"),
        "manages": may_manage(request.user, review),
        "may_remind": found.is_open,
    }
    return page(
        request,
        review,
        HERE,
        heading=str(found.agency),
        template="reviews/review_request.html",
        above=above(review),
        **context,
    )


@require_http_methods(["GET", "POST"])
def request_pack(request, board, reference):
    """The same question to several agencies, prepared and not sent yet."""
    review = review_to_manage(request, reference)
    form = RequestPackForm(
        request.POST or None,
        user=request.user,
        board=request.board,
        involved=involved_in(review),
    )
    return written(
        request,
        form,
        lambda said: services.prepare_pack(
            review=review,
            agencies=said["agencies"],
            values=form.values,
            pack=said["pack"],
            by=request.user,
        ),
        back_url=address(review, "review-requests"),
        to=address(review, "request-preview"),
        done="",
        heading=_("Ask agencies for information"),
        caption=str(review.source.title),
        hint=_("Nothing is sent yet: you check every request first."),
        submit=_("Save and check"),
    )


@require_http_methods(["GET", "POST"])
def request_preview(request, board, reference):
    """Everything prepared, as each agency will read it; then send it."""
    review = review_to_manage(request, reference)
    if request.method == "POST":
        return _send(request, review)
    drafts = list(rows_of(request, review).filter(state=RequestState.DRAFT))
    points = contacts.single_points(
        request.board.pk, [draft.agency_id for draft in drafts]
    )
    people = contacts.told(drafts)
    lines = [
        {
            "request": draft,
            "point": points.get(draft.agency_id),
            "told": people[draft.pk],
            "too_late": draft.due_on < services.today(),
        }
        for draft in drafts
    ]
    ready = [one for one in lines if one["point"] and not one["too_late"]]
    context = {
        "lines": lines,
        "ready": len(ready),
        "message": sample(request, drafts) if ready else None,
    }
    return page(
        request,
        review,
        HERE,
        heading=_("Check before sending"),
        template="reviews/request_preview.html",
        above=above(review),
        **context,
    )


def sample(request, drafts, person=None):
    """The reminder as a contact will get it: it says nothing of the review."""
    digest = Digest(
        user=person or request.user, cause="preview", message_id="<preview>"
    )
    return message(digest, [OfBoard(request.board, 1, drafts[0].due_on)])


def _send(request, review):
    sent, waiting = services.send_prepared(review=review, by=request.user)
    if sent:
        said = ngettext("%d request was sent.", "%d requests were sent.", len(sent))
        messages.success(request, said % len(sent))
    if waiting:
        names = ", ".join(str(one.agency) for one in waiting)
        said = _(
            "Not sent, because nobody is named to ask or the day is over: %s. They "
            "are kept below."
        )
        messages.warning(request, said % names)
        return redirect(address(review, "request-preview"))
    return redirect(address(review, "review-requests"))


def _draft(request, review, asked):
    return request_or_404(request, review, asked, state=RequestState.DRAFT)


@require_http_methods(["GET", "POST"])
def request_edit(request, board, reference, asked):
    """Change one agency's request before it is sent."""
    review = review_to_manage(request, reference)
    found = _draft(request, review, asked)
    form = RequestForm(request.POST or None, instance=found, user=request.user)
    back = address(review, "request-preview")
    if request.method == "POST" and save_form(form):
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request,
        form,
        template="reviews/form_versioned.html",
        heading=_("Change the request to %s") % found.agency,
        caption=str(review.source.title),
        back_url=back,
    )


@require_http_methods(["GET", "POST"])
def request_discard(request, board, reference, asked):
    """Throw one prepared request away."""
    review = review_to_manage(request, reference)
    found = _draft(request, review, asked)
    if request.method == "POST":
        try:
            services.discard(request=found, by=request.user)
            messages.success(request, _("The request was thrown away."))
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        return redirect(address(review, "review-requests"))
    return page(
        request,
        review,
        HERE,
        heading=_("Throw the request to %s away?") % found.agency,
        template="reviews/request_discard.html",
        above=above(review),
        asked=found,
    )
