"""Sharing on the golden thread: the summary, its plan, each audience reached, and each
entry of the log."""

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dissemination.choices import ShareDirection
from dissemination.models import (
    DisseminationPlan,
    LearningSummary,
    PlanLine,
    ShareRecord,
)
from learning.thread import Asked, Node, add_branch, key_of

COLOURS = {"accepted": "green", "agreed": "green", "closed": "grey", "draft": "yellow"}


def sharing(asked: Asked):
    """Summaries, plans, their lines, and what was logged. Four queries; none where
    the source of the thread is hidden."""
    if asked.source is None:
        return
    for row in _of(LearningSummary, asked).select_related("board", "group"):
        yield _summary(row)
    plans = list(_of(DisseminationPlan, asked).select_related("board", "group"))
    for row in plans:
        yield _plan(row)
    lines = PlanLine.objects.visible_to(asked.user).filter(plan__in=plans)
    due = Q(due_on__isnull=False) | Q(delivered_on__isnull=False)
    for row in lines.filter(due).select_related("plan__board", "audience", "agency"):
        yield _line(row)
    shares = ShareRecord.objects.visible_to(asked.user).filter(source=asked.source)
    for row in shares.select_related(
        "board", "method", "audience", "to_group"
    ).order_by("on", "pk"):
        yield _share(row)


def _of(model, asked):
    rows = model.objects.visible_to(asked.user)
    return rows.filter(source=asked.source).order_by("created_at", "pk")


def _summary(row) -> Node:
    return Node(
        key_of(row),
        _("Summary of Learning"),
        row.messages,
        row.get_absolute_url(),
        state=row.get_state_display(),
        colour=COLOURS.get(row.state, "blue"),
        facts=[(_("Written by"), str(row.group))],
        under=(f"learning.learningsource:{row.source_id}",),
    )


def _plan(row) -> Node:
    above = [f"learning.learningsource:{row.source_id}"]
    if row.summary_id:
        above.insert(0, f"dissemination.learningsummary:{row.summary_id}")
    return Node(
        key_of(row),
        _("Dissemination plan"),
        row.title,
        row.get_absolute_url(),
        state=row.get_state_display(),
        colour=COLOURS[row.state],
        facts=[(_("Kept by"), str(row.group))],
        under=tuple(above),
    )


def _line(row) -> Node:
    facts = [(_("Responsible"), str(row.agency))] if row.agency_id else []
    if row.reach is not None:
        facts.append((_("People reached"), str(row.reach)))
    if row.result:
        facts.append((_("What the measure showed"), row.result))
    day = row.delivered_on or row.due_on
    words = _("Delivered on %s") if row.delivered_on else _("Due on %s")
    return Node(
        key_of(row),
        _("Shared with"),
        str(row.audience),
        f"{row.plan.get_absolute_url()}#line-{row.pk}",
        state=words % date_format(day),
        colour="green" if row.delivered_on else "yellow",
        facts=facts,
        under=(f"dissemination.disseminationplan:{row.plan_id}",),
    )


def _share(row) -> Node:
    whom = row.to_group or row.body or row.audience or row.get_kind_display()
    facts = [(row.get_direction_display(), str(whom))]
    if row.method_id:
        facts.append((_("Channel"), str(row.method)))
    if row.reach is not None:
        facts.append((_("People reached"), str(row.reach)))
    learnt = row.direction == ShareDirection.IN
    return Node(
        key_of(row),
        _("Learnt from others") if learnt else _("Passed on"),
        row.content,
        reverse("dissemination:shares", args=[row.board.slug]),
        state=date_format(row.on),
        colour="green",
        facts=facts,
        under=(f"learning.learningsource:{row.source_id}",),
    )


add_branch(sharing)
