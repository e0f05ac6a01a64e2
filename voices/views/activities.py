"""Voice activities: the list, one of them, recording, telling back, escalating."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.lists import Sorting
from boards.roles import Permission
from learning.rules import may_write_findings
from learning.views.of_source import framed
from voices.forms.activities import (
    ActivityFilterForm,
    ActivityForm,
    DecideForm,
    EscalateForm,
    TellBackForm,
)
from voices.guards import activity_or_404, escalation_or_404, to_write
from voices.models import Escalation, VoiceActivity
from voices.queries import with_escalations, with_rung, with_year, years_of
from voices.rules import may_ask, may_decide, may_record, may_write, require_rule
from voices.services.activities import (
    change_activity,
    decide,
    escalate,
    record_activity,
    tell_back,
)
from voices.views.writing import form_written, listed

COLUMNS = {
    "on": ("-held_on",),
    "title": ("source__title",),
    "agency": ("source__owner_agency__name_en", "-held_on"),
    "method": ("method", "-held_on"),
    "rung": ("ladder", "rung", "-held_on"),
    "told": ("told_back_on", "tell_back_by"),
}


@require_GET
def activities(request, board):
    """Who was heard, how, and what changed; filter, search, sort, page, export."""
    user = request.user
    seen = VoiceActivity.objects.visible_to(user).filter(board=request.board)
    seen = with_year(seen)
    form = ActivityFilterForm(
        request.GET, user=user, board=request.board, years=years_of(seen)
    )
    sorting = Sorting(request, COLUMNS)
    found = form.apply(with_rung(seen, request.board))
    found = sorting.apply(with_escalations(found)).select_related(
        "board", "source__owner_agency", "source__lead_group"
    )
    return listed(
        request, found, template="voices/activities.html", name="voices",
        headings=_headings(), cells=_cells, sorting=sorting, form=form,
        may_record=may_record(user, request.board), late=seen.late().count(),
        may_set=may_ask(user, request.board),
    )  # fmt: skip


def _headings():
    return [
        _("Reference"), _("Title"), _("Date"), _("Agency"), _("Method"), _("Medium"),
        _("Group heard"), _("Number"), _("Ladder"), _("Rung"), _("What was heard"),
        _("What changed"), _("Tell back by"), _("Told back on"), _("How"),
        _("Escalated"), _("Decided"),
    ]  # fmt: skip


def _cells(row):
    rung = row.step
    return [
        row.reference, row.source.title, row.held_on,
        row.agency or _("The board itself"), row.method_name, row.medium_name,
        row.group_heard, "" if row.number is None else row.number,
        rung.ladder_name if rung else "", rung or "", row.heard, row.changed,
        row.tell_back_by, row.told_back_on, row.told_back_how, row.escalated,
        row.decided,
    ]  # fmt: skip


@require_GET
def activity(request, board, reference):
    """One activity: what was heard, what changed, who was told, who was asked."""
    found = activity_or_404(request, reference)
    put = Escalation.objects.visible_to(request.user).filter(activity=found)
    put = list(put.select_related("to_group", "by", "decided_by", "activity"))
    for row in put:
        row.may_decide = row.decided_on is None and may_decide(request.user, row)
    context = {
        **framed(request, found.source, "voices:activity"),
        "activity": found,
        "escalations": put,
        "may_write": may_write(request.user, found),
        "may_find": may_write_findings(request.user, found.source),
    }
    return render(request, "voices/activity.html", context)


@require_http_methods(["GET", "POST"])
def activity_add(request, board):
    """Record who was heard (CTM-40, HAR-12, SOM-29)."""
    if not may_record(request.user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = ActivityForm(
        request.POST or None, instance=VoiceActivity(board=request.board),
        board=request.board, user=request.user, initial=_from_map(request),
    )  # fmt: skip

    def write(data):
        return record_activity(
            board=request.board, values=form.values, by=request.user,
            sent_once=data["sent_once"],
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=_list(request),
        heading=_("Record who was heard"), submit=_("Record it"), done=_("Recorded."),
        to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


def _from_map(request) -> dict:
    """The agency and method of an empty cell of the map."""
    asked = {"owner_agency": request.GET.get("agency", "")}
    asked["method"] = request.GET.get("method", "")
    return {name: value for name, value in asked.items() if value}


def _list(request):
    return reverse("voices:activities", args=[request.board.slug])


@require_http_methods(["GET", "POST"])
def activity_change(request, board, reference):
    """Correct what was recorded; two people at once see both texts."""
    found = to_write(request, activity_or_404(request, reference))
    form = ActivityForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_activity(
            activity=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Change what was recorded"), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def activity_tell_back(request, board, reference):
    """Say what changed, and how the people heard were told."""
    found = to_write(request, activity_or_404(request, reference))
    form = TellBackForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return tell_back(
            activity=found, version=data["version"], by=request.user, **form.values
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Tell people what came of it"), caption=found.source.title,
        done=_("Saved. They were told."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def activity_escalate(request, board, reference):
    """Put it to a group, or to the board (SOL-16)."""
    found = to_write(request, activity_or_404(request, reference))
    form = EscalateForm(
        request.POST or None, instance=Escalation(activity=found),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return escalate(
            activity=found, by=request.user, sent_once=data["sent_once"], **form.values
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Put it to a group"), caption=found.source.title,
        submit=_("Put it to the group"), done=_("Put to the group."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def escalation_decide(request, board, pk):
    """Record what the group decided."""
    found = escalation_or_404(request, pk)
    require_rule(may_decide, request.user, found, Permission.MANAGE_PLAN)
    form = DecideForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return decide(
            escalation=found, version=data["version"], by=request.user, **form.values
        )

    return form_written(
        request, form, write, back_url=found.activity.get_absolute_url(),
        heading=_("What the group decided"), caption=str(found), done=_("Saved."),
    )  # fmt: skip
