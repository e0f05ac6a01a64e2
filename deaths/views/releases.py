"""Releases: listed, made, approved, taken up by a board; campaigns on their trends."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from deaths.choices import Subject
from deaths.facts import is_english, said
from deaths.forms.filters import ReleaseFilterForm
from deaths.forms.releases import CampaignForm, ReleaseForm, TakeForm
from deaths.guards import panel_to_keep, release_or_404
from deaths.models import Campaign, PanelYear, ReceivedReport, Release
from deaths.reading import read_tables, trends_of
from deaths.rules import is_officer, keeps, may_approve, own_panels
from deaths.services import releases as services
from deaths.services import reports
from deaths.views.panels import address
from deaths.views.writing import form_written, pressed

COLUMNS = {
    "released": ("-approved_at", "-created_at"),
    "title": ("title",),
    "from": ("panel__group__name_en",),
    "state": ("state", "-created_at"),
}


@require_GET
def releases(request, board):
    """What panels released to this board; filter, search, sort, page, export."""
    seen = Release.objects.visible_to(request.user).on(request.board).standing()
    if not is_english(request.board):
        seen = seen.exclude(panel__subject=Subject.CHILD_DEATH)
    form = ReleaseFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("panel__group")
    if kind := asked_kind(request):
        headings = [_("Reference"), _("Title"), _("From"), _("State"), _("Released on")]
        rows = [
            [row.reference, row.title, row.panel, row.get_state_display(),
             row.approved_at.date() if row.approved_at else ""]
            for row in found
        ]  # fmt: skip
        return download(kind, f"released-{request.board.slug}", headings, rows)
    context = {"page": paginate(request, found), "form": form, **sorting.context}
    return render(request, "deaths/releases.html", context)


@require_http_methods(["GET", "POST"])
def release_make(request, board, pk):
    """Freeze what a panel has, for a second person to approve."""
    found = panel_to_keep(request, pk, "")
    of_years = found.subject == Subject.CHILD_DEATH
    years = PanelYear.objects.visible_to(request.user).filter(panel=found)
    years = years.exclude(pk__in=_released(request.user, found))
    form = ReleaseForm(
        request.POST or None, user=request.user, panel=found,
        years=years if of_years else None,
    )  # fmt: skip

    def write(data):
        return services.make_release(panel=found, by=request.user, **form.chosen())

    return form_written(
        request, form, write,
        back_url=address(request, "panel" if of_years else "suicide", pk),
        to=lambda made: address(request, "release", made.reference),
        heading=_("Release learning"), caption=str(found), template="form.html",
        done=_("Made. A second person approves it before anybody else sees it."),
        submit=_("Freeze and send for approval"),
        hint=_("Counts up to %s are hidden, and as many others as keep them from being "
               "worked out.") % found.suppress_up_to,
    )  # fmt: skip


def _released(user, panel):
    standing = Release.objects.visible_to(user).filter(panel=panel).standing()
    return standing.filter(years__isnull=False).values("years")


@require_GET
def release(request, board, reference):
    """One release, exactly as it was frozen."""
    found = release_or_404(request, reference)
    if kind := asked_kind(request):
        return _file(kind, found)
    user = request.user
    campaigns = Campaign.objects.visible_to(user).filter(release=found)
    reports_seen = ReceivedReport.objects.visible_to(user).filter(release=found)
    officer = is_officer(user, request.board)
    panels = own_panels(user, request.board).filter(pk=found.panel_id)
    inside = panels.exists()
    context = {
        "release": found,
        "years": [
            one | {"tables": read_tables(one["tables"]),
                   "themes": [t | {"purpose": said(t["purpose"])}
                              for t in one["themes"]]}
            for one in found.content.get("years", [])
        ],
        "factors": [
            one | {"name": said(one["name"])}
            for one in found.content.get("factors", [])
        ],
        "campaigns": campaigns.select_related("board"),
        "received": reports_seen.filter(board=request.board)
        .select_related("source", "board").first(),
        "inside": inside,
        "may_approve": inside and may_approve(user, found) and not found.is_released,
        "may_discard": inside and keeps(user, found.panel) and not found.is_released,
        "may_take": officer and found.is_released
        and found.panel.subject == Subject.CHILD_DEATH
        and request.board in found.boards.all(),
        "may_campaign": found.is_released and (officer or inside),
    }  # fmt: skip
    return render(request, "deaths/release.html", context)


def _file(kind, release):
    rows = []
    for year in release.content.get("years", []):
        for table in read_tables(year["tables"]):
            for line in table["lines"]:
                cells = zip(table["columns"], line["cells"], strict=True)
                rows += [
                    [year["year"], table["title"], line["label"], column, _number(cell)]
                    for column, cell in cells
                ]
    for one in release.content.get("factors", []):
        rows.append(["", one["kind"], said(one["name"]), "", _number(one["number"])])
    headings = [_("Year"), _("Table"), _("Row"), _("Column"), _("Reviews")]
    return download(kind, f"released-{release.reference}", headings, rows)


def _number(cell):
    return _("hidden") if cell is None else cell


@require_POST
def release_approve(request, board, reference):
    """Let a release out."""
    found = release_or_404(request, reference)
    if not may_approve(request.user, found):
        raise PermissionDenied(Permission.RELEASE.value)
    return pressed(
        request, lambda: services.approve(release=found, by=request.user),
        to=address(request, "release", reference),
        done=_("Released. The boards and groups it goes to see it from now on."),
    )  # fmt: skip


@require_POST
def release_discard(request, board, reference):
    """Take back what was not approved."""
    found = release_or_404(request, reference)
    if not keeps(request.user, found.panel):
        raise PermissionDenied(Permission.RELEASE.value)
    return pressed(
        request, lambda: services.discard(release=found, by=request.user),
        to=address(request, "home"), done=_("Discarded."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def release_take(request, board, reference):
    """Take a release as the board's own report, to issue and follow up there."""
    found = release_or_404(request, reference)
    if not is_officer(request.user, request.board) or not found.is_released:
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = TakeForm(request.POST or None, user=request.user, board=request.board)

    def write(data):
        return reports.receive_release(
            release=found, board=request.board, by=request.user, **data
        )

    return form_written(
        request, form, write, back_url=address(request, "release", reference),
        to=lambda made: made.get_absolute_url(), template="form.html",
        heading=_("Follow it up on this board"), caption=found.title,
        done=_("Received. Issue its recommendations from here."),
        hint=_("It becomes a source of the board's own. Recommendations are copied, "
               "to be issued, replied to and acted on here."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def campaign_add(request, board, reference):
    """What was done about a trend."""
    found = _to_campaign(request, reference)
    form = CampaignForm(
        request.POST or None, user=request.user, board=request.board,
        instance=Campaign(board=request.board, release=found), trends=trends_of(found),
    )  # fmt: skip

    def write(data):
        return reports.add_campaign(
            release=found, board=request.board, by=request.user,
            sent_once=data["sent_once"], **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=address(request, "release", reference),
        heading=_("Link a trend to a campaign"), caption=found.title, done=_("Linked."),
    )  # fmt: skip


def _to_campaign(request, reference):
    found = release_or_404(request, reference)
    if not found.is_released or not (
        is_officer(request.user, request.board) or keeps(request.user, found.panel)
    ):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    return found


@require_http_methods(["GET", "POST"])
def campaign_edit(request, board, reference, pk):
    """Its reach, once counted."""
    found = _to_campaign(request, reference)
    rows = Campaign.objects.visible_to(request.user)
    rows = rows.filter(release=found, board=request.board)
    row = get_visible_or_404(rows, request.user, pk=pk)
    form = CampaignForm(
        request.POST or None, user=request.user, board=request.board, instance=row,
        trends=list(dict.fromkeys([row.trend, *trends_of(found)])),
    )  # fmt: skip

    def write(data):
        return reports.edit_campaign(
            campaign=row, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=address(request, "release", reference),
        heading=_("Change the campaign"), caption=found.title, done=_("Saved."),
    )  # fmt: skip
