"""What is due from presenters, and from agencies that were inspected."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, members_of
from boards.roles import RoleName
from frameworks.vocabulary import Clock
from learning.deadlines import Due, deadline_provider
from learning.models import Milestone
from reviews.models import RotaTurn

PRESENTATION_DUE = gettext_lazy("Presentation due")
PLAN_DUE = gettext_lazy("Action plan due")


@deadline_provider
def presentations_due(day, user=None, board=None):
    """To each presenter before the meeting, as long as they sit on the group."""
    turns = RotaTurn.objects.filter(
        presented_on__isnull=True, review__source__closed_on__isnull=True
    )
    if user is not None:  # nothing is asked of somebody who sits on no group
        mine = user.scope.group_ids
        turns = turns.filter(presenter=user, review__source__lead_group__in=mine)
    if board is not None:
        turns = turns.filter(review__board=board)
    turns = list(turns.select_related("review__source__lead_group", "review__board"))
    seated = members_of({turn.review.source.lead_group_id for turn in turns}, user)
    for turn in turns:
        if turn.presenter_id in seated[turn.review.source.lead_group_id]:
            yield _presentation_due(turn)


def _presentation_due(turn) -> Due:
    review = turn.review
    place = [review.board.slug, review.reference, turn.pk]
    return Due(
        key=f"reviews.rotaturn:{turn.pk}",
        board_id=review.board_id,
        user_id=turn.presenter_id,
        text=_("Present: %s") % review.source.title,
        url=reverse("reviews:turn-report", args=place),
        due_on=turn.meeting_on,
        state=_("Report begun") if turn.report else _("Not started"),
        plain=PRESENTATION_DUE,
        restricted=review.source.lead_group.restricted,
    )


@deadline_provider
def plans_due(day, user=None, board=None):
    """To the leads of an agency that was inspected: its plan within the set days."""
    rows = Milestone.objects.running().filter(
        until=Clock.PLAN_SENT, source__review__inspection__provider__isnull=False
    )
    if board is not None:
        rows = rows.filter(source__board=board)
    if user is not None:
        own = user.scope.agency_ids
        rows = rows.filter(source__review__inspection__provider__in=own)
    rows = list(
        rows.select_related(
            "source__board", "source__lead_group", "source__review__inspection"
        )
    )
    agencies = {row.source.review.inspection.provider_id for row in rows}
    people = agency_people_of(agencies, user)
    for row in rows:
        group = row.source.lead_group
        if group is None or not group.restricted:
            yield from _plan_dues(row, people)


def _plan_dues(row, people):
    source = row.source
    provider = source.review.inspection.provider_id
    for pk in sorted(people[source.board_id, provider, RoleName.AGENCY_LEAD]):
        yield Due(
            key=f"reviews.inspection:{source.pk}",
            board_id=source.board_id,
            user_id=pk,
            text=f"{row.name}: {source.title}",
            url=reverse(
                "reviews:inspection", args=[source.board.slug, source.reference]
            ),
            due_on=row.due_on,
            state=source.reference,
            plain=PLAN_DUE,
        )
