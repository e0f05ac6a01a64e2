"""What the annual report's year holds besides: looks back at actions that ended in it,
one recommendation refused with its reason, one lesson measured twice."""

from datetime import timedelta

from django.utils import timezone

from actionplans.choices import ActionStatus
from actionplans.models import Action
from learning.choices import ResponseState
from learning.models import Recommendation
from lif_portal.demo.handing_in import evening
from lif_portal.demo.words import phrases

LOOKS = 6
AFTER = timedelta(60)  # between the day an action was due and the look back
REFUSED = "No money was found this year; it is asked for again in the next budget."


def seed_year(board, people, first, last) -> None:
    """Between the two days, on records that are there already."""
    _look_back(board, people.officer, first, last)
    _refuse(board, people.officer, first, last)


def _look_back(board, by, first, last) -> None:
    """Some while after an action began; before its day it made some difference."""
    rows = (
        Action.objects.visible_to(by)
        .composite()
        .filter(
            board=board,
            status=ActionStatus.BLUE,
            created_at__date__range=(first - AFTER, last - 2 * AFTER),
        )
    )
    words = phrases("topics")["updates"]
    for number, action in enumerate(rows.order_by("due_on", "pk")[:LOOKS]):
        begun = timezone.localdate(action.created_at)
        day = max(begun + AFTER, min(action.due_on + AFTER, last - timedelta(number)))
        over = day >= action.due_on
        found = words["embedded" if over else "some"]
        result, changed = found[number % len(found)]
        action.impact_reviews.create(
            held_on=max(day, first),
            measure_retested=True,
            measure_result=result,
            strands=["audit", "feedback"] if number % 2 else ["dataset", "survey"],
            difference="embedded" if over else "some",
            what_changed=changed,
            by=by,
        )


def _refuse(board, by, first, last) -> None:
    """One that was accepted is refused instead: the law asks for such reasons."""
    rows = Recommendation.objects.visible_to(by).filter(
        board=board,
        response=ResponseState.ACCEPTED,
        source__audience="board",
        issued_at__date__range=(first, last),
        actions__isnull=True,
    )
    row = rows.order_by("pk").first()
    if row is None:
        return
    row.response, row.response_reason = ResponseState.REFUSED, REFUSED
    row.responded_at = max(row.responded_at, evening(first))
    row._history_user = by
    row.save()
