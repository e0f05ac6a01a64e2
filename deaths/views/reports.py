"""Reports of panels as this board received them, with the reply to each
recommendation."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from deaths.facts import is_english
from deaths.forms.filters import ReportFilterForm
from deaths.forms.releases import ReportForm
from deaths.models import ReceivedReport
from deaths.rules import is_officer
from deaths.services.reports import receive_report
from deaths.views.panels import address
from deaths.views.writing import form_written
from learning.plan_states import plan_states
from learning.rules import may_write_findings

COLUMNS = {
    "received": ("-received_on",),
    "title": ("source__title",),
    "year": ("-year",),
    "from": ("from_body",),
    "replies": ("answered", "-received_on"),
}


def _require_england(request) -> None:
    if not is_english(request.board):
        raise Http404


def _counted(rows):
    asked = Count("source__recommendations", distinct=True)
    answered = Count(
        "source__recommendations",
        filter=Q(source__recommendations__responded_at__isnull=False),
        distinct=True,
    )
    learnt = Count("source__findings", distinct=True)
    return rows.annotate(asked=asked, answered=answered, learnt=learnt)


@require_GET
def received(request, board):
    """Each report, what was extracted, how many replies came; export."""
    _require_england(request)
    seen = ReceivedReport.objects.visible_to(request.user).filter(board=request.board)
    form = ReportFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(_counted(form.apply(seen))).select_related("source", "board")
    if kind := asked_kind(request):
        headings = [
            _("Reference"), _("Title"), _("Year"), _("From"), _("Received on"),
            _("Learning extracted"), _("Recommendations"), _("Replies"),
        ]  # fmt: skip
        rows = [
            [row.source.reference, row.source.title, row.year, row.from_body,
             row.received_on, row.learnt, row.asked, row.answered]
            for row in found
        ]  # fmt: skip
        return download(kind, f"reports-{request.board.slug}", headings, rows)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_report": is_officer(request.user, request.board),
        **sorting.context,
    }
    return render(request, "deaths/received.html", context)


@require_http_methods(["GET", "POST"])
def received_add(request, board):
    """A report came in from a panel."""
    _require_england(request)
    if not is_officer(request.user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = ReportForm(request.POST or None, user=request.user, board=request.board)

    def write(data):
        names = (
            "title", "year", "from_body", "summary", "lead_group", "received_on",
            "sent_once",
        )  # fmt: skip
        return receive_report(
            board=request.board, by=request.user, **{name: data[name] for name in names}
        )

    return form_written(
        request, form, write, back_url=address(request, "received"),
        to=lambda made: made.get_absolute_url(), template="form.html",
        heading=_("A panel's report came in"), submit=_("Receive"),
        done=_("Received. Write down what it teaches and recommends."),
    )  # fmt: skip


@require_GET
def received_one(request, board, reference):
    """A report: what was learnt from it, each recommendation and its reply."""
    _require_england(request)
    rows = ReceivedReport.objects.visible_to(request.user).filter(board=request.board)
    found = get_visible_or_404(
        rows.select_related("source__board", "source__lead_group", "release"),
        request.user,
        source__reference=reference,
    )
    source = found.source
    asked = source.recommendations.select_related("addressee_agency", "board")
    context = {
        "report": found,
        "source": source,
        "findings": source.findings.all(),
        "recommendations": asked.order_by("number"),
        "plan": plan_states([source], request.user)[source.pk],
        "may_write": may_write_findings(request.user, source),
    }
    return render(request, "deaths/received_one.html", context)
