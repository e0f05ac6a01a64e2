"""What is due of returns and rounds, and from whom."""

from collections import defaultdict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audits.choices import RECEIVED_STATES, ReturnState, RoundState
from audits.countdown import event_name
from audits.models import AgencyReturn, Round, SectionDelegation
from audits.wall import round_key
from boards.holders import agency_people_of, members_of, officers_of
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

RETURN_DUE = gettext_lazy("Return due")
MODERATION_DUE = gettext_lazy("Moderation due")
EVENT = gettext_lazy("Event of the board")


def still_owed():
    """Returns an agency may still hand in: of an open round, or opened again."""
    running = Q(round__state=RoundState.OPEN) | Q(state=ReturnState.REOPENED)
    sent = Q(round__state=RoundState.CLOSED, state=ReturnState.WITH_EXECUTIVE)
    return AgencyReturn.objects.outstanding().filter(running | sent)


@deadline_provider
def returns_due(day, user=None, board=None):
    """To leads, to executives once a return waits for them, to those given sections."""
    rows = _narrowed(still_owed(), board).order_by("due_on", "pk")
    if user is not None:
        rows = rows.of_own_agency(user)
    rows = list(rows.select_related("agency", "board", "round__source"))
    people = agency_people_of({row.agency_id for row in rows}, user)
    given = _given(rows, user)
    for row in rows:
        answering = row.state != ReturnState.WITH_EXECUTIVE
        role = RoleName.AGENCY_LEAD if answering else RoleName.AGENCY_EXECUTIVE
        told = people[row.board_id, row.agency_id, role]
        if answering:
            helping = people[row.board_id, row.agency_id, RoleName.AGENCY_CONTRIBUTOR]
            told = told | (helping & given[row.pk])
        for pk in sorted(told):
            yield _return_due(row, pk)


def _narrowed(rows, board):
    return rows if board is None else rows.filter(board=board)


def _given(rows, user):
    """Return -> ids of those a section was given to."""
    if user is not None and not _helps(user.scope):
        return defaultdict(set)
    delegations = SectionDelegation.objects.filter(
        agency_return__in=[row.pk for row in rows]
    )
    if user is not None:
        delegations = delegations.filter(to=user)
    found = defaultdict(set)
    for return_id, to_id in delegations.values_list("agency_return_id", "to_id"):
        found[return_id].add(to_id)
    return found


def _helps(scope) -> bool:
    """Whether the person contributes for an agency: others own the whole return."""
    return any(
        RoleName.AGENCY_CONTRIBUTOR in held for held in scope.agency_roles.values()
    )


def _return_due(row, user_id) -> Due:
    progress = row.get_state_display()
    if row.state == ReturnState.IN_PROGRESS and row.total:
        words = {"done": row.answered, "total": row.total}
        progress = _("%(done)s of %(total)s answered") % words
    return Due(
        key=f"audits.agencyreturn:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=f"{row.round}, {row.agency}",
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=progress,
        plain=RETURN_DUE,
    )


@deadline_provider
def events_due(day, user=None, board=None):
    """To officers the event itself; to moderators what waits for them before it."""
    rounds = Round.objects.filter(event_on__gte=day).exclude(state=RoundState.DRAFT)
    if user is not None:  # nothing is asked of who is neither officer nor moderator
        rounds = rounds.filter(_run_by(user.scope))
    rounds = _narrowed(rounds, board).annotate(
        owed=Count("returns", filter=~Q(returns__state__in=RECEIVED_STATES)),
        waiting=Count("returns", filter=Q(returns__state=ReturnState.SUBMITTED)),
    )
    rounds = rounds.select_related(
        "source", "board", "moderator", "edition__questionnaire"
    )
    rounds = list(rounds.order_by("event_on", "pk"))
    officers = officers_of({round.board_id for round in rounds}, user)
    moderators = members_of({round.moderator_id for round in rounds}, user)
    for round in rounds:
        for pk in sorted(officers[round.board_id]):
            yield _event(round, pk)
        moderating = moderators[round.moderator_id] if round.waiting else set()
        for pk in sorted(moderating - officers[round.board_id]):
            yield _moderation(round, pk)


def _run_by(scope) -> Q:
    officer = Q(board__in=scope.boards_as_business_unit)
    return officer | Q(moderator__in=scope.group_ids)


def _event(round, user_id) -> Due:
    words = {"owed": round.owed, "waiting": round.waiting}
    return Due(
        key=f"{round_key(round)}:event",
        board_id=round.board_id,
        user_id=user_id,
        text=f"{round}: {event_name(round)}",
        url=round.get_absolute_url(),
        due_on=round.event_on,
        state=_("%(owed)s not handed in, %(waiting)s to moderate") % words,
        plain=EVENT,
    )


def _moderation(round, user_id) -> Due:
    number = round.waiting
    words = ngettext("%(n)s return to moderate", "%(n)s returns to moderate", number)
    return Due(
        key=f"{round_key(round)}:moderation",
        board_id=round.board_id,
        user_id=user_id,
        text=_("Moderate %s") % round,
        url=f"{round.get_absolute_url()}?state={ReturnState.SUBMITTED}",
        due_on=round.event_on,
        state=words % {"n": number},
        plain=MODERATION_DUE,
        restricted=round.moderator.restricted,
    )


@chasing_provider
def to_chase(day, user):
    """Overdue returns, and those nobody moderated, round by round."""
    overdue = Q(returns__due_on__lt=day) & ~Q(returns__state__in=RECEIVED_STATES)
    waiting = Q(returns__state=ReturnState.SUBMITTED)
    rounds = Round.objects.filter(board__in=user.scope.boards_as_business_unit)
    rounds = rounds.filter(state=RoundState.OPEN).select_related("source", "board")
    rounds = rounds.annotate(
        overdue_count=Count("returns", filter=overdue),
        waiting_count=Count("returns", filter=waiting),
    )
    for round in rounds.order_by("due_on", "pk"):
        yield _chase(round, round.overdue_count, _("overdue: %s"), "overdue")
        yield _chase(round, round.waiting_count, _("to moderate: %s"), "submitted")


def _chase(round, count, words, state) -> Chase:
    address = reverse("audits:round", args=[round.board.slug, round.reference])
    return Chase(round.board_id, words % round, count, f"{address}?state={state}")
