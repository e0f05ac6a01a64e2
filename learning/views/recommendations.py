"""Recommendations: writing, issuing, and the list of them all."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.views.forms import accepted, form_page, written
from learning.alike import earlier
from learning.exports import asked_kind, download
from learning.filters import Sorting, Strands, paginate
from learning.forms.alike import looking
from learning.forms.finding_filters import RecommendationFilterForm
from learning.forms.recommendations import IssueForm, RecommendationForm
from learning.models import LearningSource, Recommendation
from learning.rules import require_findings
from learning.services.recommendations import add_recommendation, issue
from learning.views.of_source import source_to_write
from learning.views.versioned import saved

COLUMNS = {
    "due": ("response_due_on",),
    "text": ("text",),
    "to": ("addressee_agency__name_en", "addressee"),
    "reply": ("response",),
    "issued": ("-issued_at",),
}


@require_GET
def recommendations(request, board):
    """Recommendations this person may know of; filter, search, sort, page, export."""
    seen = with_source_seen(Recommendation.objects.visible_to(request.user), request)
    form = RecommendationFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen.filter(board=request.board)))
    found = found.select_related("addressee_agency", "source", "board")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    context = {"page": page, "form": form, "strands": Strands(request)}
    context |= sorting.context
    return render(request, "learning/recommendations.html", context)


def with_source_seen(rows, request):
    """The same rows with `source_seen`: an addressee may not know the source."""
    sources = LearningSource.objects.visible_to(request.user)
    return rows.annotate(source_seen=Exists(sources.filter(pk=OuterRef("source_id"))))


def _file(request, kind, found):
    headings = [
        _("Number"), _("Recommendation"), _("Rationale"), _("Source"), _("Reference"),
        _("Addressed to"), _("Issued on"), _("Reply due on"), _("Reply"), _("Reason"),
    ]  # fmt: skip
    rows = (_row(row) for row in found)
    return download(kind, f"recommendations-{request.board.slug}", headings, rows)


def _row(row):
    source = row.source if row.source_seen else None
    return [
        row.number,
        row.text,
        row.rationale,
        source.title if source else "",
        source.reference if source else "",
        row.addressed_to or "",
        row.issued_at.date() if row.issued_at else "",
        row.response_due_on,
        row.reply_state,
        row.response_reason,
    ]


@require_http_methods(["GET", "POST"])
def recommendation_add(request, board, reference):
    """What the source asks of somebody, beside what was asked before."""
    source = source_to_write(request, reference)
    form = RecommendationForm(
        request.POST or None,
        instance=Recommendation(source=source, board=source.board),
        board=request.board,
        source=source,
        user=request.user,
    )

    def write(data):
        sent_once = data["sent_once"]
        add_recommendation(
            source=source, values=form.values, by=request.user, sent_once=sent_once
        )

    back = _findings_url(source)
    asks = looking(request, form)
    if request.method == "POST" and not asks and accepted(form, write):
        messages.success(request, _("Recommendation added."))
        return redirect(request.path if "another" in request.POST else back)
    return _form_page(
        request, form, back, _("Add a recommendation"), source.title, another=True
    )


@require_http_methods(["GET", "POST"])
def recommendation_edit(request, board, pk):
    """Correct one; once issued, what was asked of whom stays as it was sent."""
    found = recommendation_to_write(request, pk)
    form = RecommendationForm(
        request.POST or None,
        instance=found,
        board=request.board,
        source=found.source,
        user=request.user,
    )
    asks = looking(request, form)
    if request.method == "POST" and not asks and form.is_valid():
        if saved(form, request.user):
            messages.success(request, _("Saved."))
            return redirect(found)
    heading = _("Change recommendation %(number)s") % {"number": found.number}
    return _form_page(
        request, form, found.get_absolute_url(), heading, found.source.title
    )


def _form_page(request, form, back, heading, caption, **more):
    leave_out = form.instance.pk
    said = earlier(request.user, request.board, form.typed, leave_out=leave_out)
    words = {"template": "learning/recommendation_form.html", "caption": caption}
    words |= {"earlier": said, "asked": bool(form.typed), **more}
    return form_page(request, form, heading=heading, back_url=back, **words)


def recommendation_or_404(request, pk) -> Recommendation:
    """A recommendation this person may know of; `source_seen` says if its source."""
    rows = with_source_seen(Recommendation.objects.visible_to(request.user), request)
    rows = rows.select_related(
        "board", "source__board", "source__lead_group", "addressee_agency", "issued_by",
        "responded_by",
    )  # fmt: skip
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def recommendation_to_write(request, pk) -> Recommendation:
    """One this person writes: 404 outside its source, 403 without the right."""
    found = recommendation_or_404(request, pk)
    require_findings(request.user, found.source)
    if not found.source_seen:
        raise Http404
    return found


def _findings_url(source) -> str:
    return reverse("learning:findings", args=[source.board.slug, source.reference])


@require_http_methods(["GET", "POST"])
def recommendations_issue(request, board, reference):
    """Send out one, several or all recommendations of a source."""
    source = source_to_write(request, reference)
    rows = Recommendation.objects.visible_to(request.user).filter(source=source)
    rows = rows.filter(issued_at__isnull=True).select_related("addressee_agency")
    form = IssueForm(request.POST or None, ready=rows, user=request.user)
    return written(
        request,
        form,
        lambda data: issue(recommendations=data["chosen"], by=request.user),
        heading=_("Issue recommendations"),
        back_url=_findings_url(source),
        submit=_("Issue them now"),
        caption=source.title,
        done=_issued,
        hint=_(
            "Each addressee sees the recommendation and is asked to reply. They do not "
            "see the rest of the source unless it is open to them. What was asked "
            "cannot be changed afterwards."
        ),
    )


def _issued(rows) -> str:
    words = ngettext(
        "%(n)s recommendation is issued.",
        "%(n)s recommendations are issued.",
        len(rows),
    )
    return words % {"n": len(rows)}


@require_http_methods(["POST"])
def alike(request, board):
    """What was said before, while words are typed. Reads, and changes nothing."""
    typed = request.POST.get("text", "")[:5000]
    said = earlier(request.user, request.board, typed)
    context = {"earlier": said, "asked": bool(typed.strip())}
    return render(request, "learning/_alike.html", context)
