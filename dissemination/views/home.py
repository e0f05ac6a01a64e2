"""Sharing: what waits for my groups, and what was shared from one source."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dissemination.models import (
    Commission,
    DisseminationPlan,
    LearningSummary,
    PlanLine,
    ShareRecord,
)
from dissemination.queries import counted, with_source
from dissemination.rules import is_officer, may_begin, may_log_share, runs_group
from dissemination.waiting import lines_for, mine, open_for
from dissemination.work_plan import template_of
from learning.models import SourceType
from learning.source_pages import frame_of
from learning.views.of_source import source_or_404

SHOWN = 10


@require_GET
def sharing(request, board):
    """What waits for the groups of this person, or for the board's officers."""
    user, here = request.user, request.board
    summaries = LearningSummary.objects.visible_to(user).filter(board=here)
    queue = with_source(mine(summaries.waiting(), user, here), user)
    asked = open_for(Commission.objects.visible_to(user).filter(board=here), user, here)
    lines = lines_for(PlanLine.objects.visible_to(user), user, here)
    plans = DisseminationPlan.objects.visible_to(user).filter(board=here)
    context = {
        "queue": _by_type(user, here, queue.select_related("group", "board")),
        "commissions": asked.select_related("from_group", "to_group", "board")[:SHOWN],
        "lines": lines.select_related(
            "plan__board", "audience", "agency", "owner"
        ).order_by("due_on", "pk")[:SHOWN],
        "drafts": mine_to_finish(plans, user, here)[:SHOWN],
        "may_begin": may_begin(user, here),
        "has_work_plan": template_of(here, user) is not None,
        "may_log": may_log_share(user, here),
        "officer": is_officer(user, here.pk),
        "today": timezone.localdate(),
    }
    return render(request, "dissemination/sharing.html", context)


def mine_to_finish(plans, user, board):
    """Plans still written by a group of the person."""
    return mine(plans.filter(state="draft"), user, board, "group").select_related(
        "group", "board"
    )


def _by_type(user, board, queue) -> list[tuple]:
    """The inbox by source type, the longest waiting first (SOL-40)."""
    rows = list(queue.order_by("submitted_at"))
    known = {row.seen_type for row in rows}
    types = SourceType.objects.visible_to(user).filter(board=board, pk__in=known)
    names = {kind.pk: kind for kind in types}
    found = {}
    for row in rows:
        found.setdefault(names.get(row.seen_type), []).append(row)
    return sorted(found.items(), key=lambda pair: pair[0] is None)


@require_GET
def sharing_of(request, board, reference):
    """Everything that was done to share what one source taught."""
    source, user = source_or_404(request, reference), request.user
    summaries = LearningSummary.objects.visible_to(user).filter(source=source)
    plans = DisseminationPlan.objects.visible_to(user).filter(source=source)
    shares = ShareRecord.objects.visible_to(user).filter(source=source)
    asked = Commission.objects.visible_to(user).filter(source=source)
    restricted = bool(source.lead_group and source.lead_group.restricted)
    writes = may_begin(user, request.board)
    if restricted:
        writes = runs_group(user, source.board_id, source.lead_group_id)
    context = {
        "source": source,
        "frame": frame_of(user, source, "dissemination:sharing-of"),
        "summaries": summaries.select_related("group", "to_group", "board"),
        "plans": counted(plans.select_related("group", "board"), user),
        "shares": shares.select_related("method", "audience", "to_group", "board"),
        "commissions": asked.select_related("from_group", "to_group", "board"),
        "writes": writes,
        "may_ask": writes and not restricted,
        "may_log": may_log_share(user, request.board) and not restricted,
    }
    return render(request, "dissemination/sharing_of.html", context)
