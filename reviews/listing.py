"""Rows of the list of reviews, and of its files."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from frameworks.packs import load_pack
from learning.limits import Countdown, countdown
from learning.models import Milestone, StageEvent
from learning.plan_states import PlanState, plan_states
from learning.process import domain_name, said, stage_of
from reviews.models import Review


def reviews_of(board, user):
    """Reviews of a board the person may know of."""
    return Review.objects.visible_to(user).filter(board=board)


@dataclass(frozen=True)
class Row:
    """One review as the list and its files show it."""

    review: Review
    type: str
    stage: str
    with_whom: str
    part: str
    days: int | None
    limit: Milestone | None
    countdown: Countdown | None
    plan: PlanState


def with_dates(reviews):
    """Each review with when it entered its stage and its next date, for sorting."""
    events = StageEvent.objects.filter(source=OuterRef("source_id")).order_by("-pk")
    limits = Milestone.objects.running().filter(source=OuterRef("source_id"))
    return reviews.annotate(
        entered_on=Subquery(events.values("on")[:1]),
        next_on=Subquery(limits.order_by("due_on").values("due_on")[:1]),
    )


def for_rows(reviews):
    """What rows of the list need, in as many queries for one as for hundreds."""
    limits = Milestone.objects.running().order_by("due_on")
    return reviews.select_related(
        "board", "source", "source__board", "source__lead_group"
    ).prefetch_related(Prefetch("source__milestones", limits, to_attr="running"))


def rows_of(reviews, user) -> list[Row]:
    """Rows of a page or a whole file."""
    reviews = list(reviews)
    plans = plan_states([review.source for review in reviews], user)
    today = timezone.localdate()
    return [_row(review, plans, today) for review in reviews]


def _row(review, plans, today) -> Row:
    source = review.source
    stage = stage_of(source)
    kind = load_pack(source.board.pack).review_type(source.review_type)
    limit = next(iter(source.running), None)
    running = source.closed_on is None and review.entered_on
    return Row(
        review=review,
        type=said(kind.name) if kind else "",
        stage=said(stage.name) if stage else source.stage,
        with_whom=said(stage.with_whom) if stage else "",
        part=domain_name(source.board, stage.domain) if stage else "",
        days=(today - review.entered_on).days if running else None,
        limit=limit,
        countdown=countdown(limit, today) if limit else None,
        plan=plans[source.pk],
    )
