"""Days left to the event a round is for, and what is outstanding before it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import RECEIVED_STATES, ReturnKindChoices, ReturnState, RoundState
from audits.models import Round
from boards.access import allowed
from boards.panels import Panel, add_panel
from boards.roles import Permission


@dataclass(frozen=True)
class Countdown:
    """One event. Counts are only for those who chase."""

    round: Round
    event: str
    on: date
    days: int
    total: int | None = None
    outstanding: int | None = None
    to_moderate: int | None = None

    @property
    def shows_counts(self) -> bool:
        return self.outstanding is not None


def event_name(round: Round) -> str:
    """What the round is collected for, in the board's own words if it has some."""
    questionnaire = round.edition.questionnaire
    if questionnaire.analysed_at:
        return questionnaire.analysed_at
    if questionnaire.return_kind == ReturnKindChoices.PARTNER_ANNUAL_REPORT:
        return _("the board's annual report")
    return _("the event")


def countdown(round: Round, counts=None) -> Countdown | None:
    """Days to the round's event; None without one. `counts` is a wall's tally."""
    if round.event_on is None:
        return None
    more = {}
    if counts is not None:
        more = {
            "total": counts.total,
            "outstanding": counts.outstanding,
            "to_moderate": counts.states[ReturnState.SUBMITTED],
        }
    days = (round.event_on - timezone.localdate()).days
    return Countdown(round, event_name(round), round.event_on, days, **more)


def countdowns(user, board) -> list[Countdown]:
    """Events ahead of one board, soonest first. One query."""
    chases = allowed(user, Permission.CHASE, board)
    received = Q(returns__state__in=RECEIVED_STATES)
    rounds = Round.objects.visible_to(user).filter(
        board=board, event_on__gte=timezone.localdate()
    )
    rounds = rounds.exclude(state=RoundState.DRAFT).annotate(
        asked_count=Count("returns"),
        received_count=Count("returns", filter=received),
        waiting_count=Count("returns", filter=Q(returns__state="submitted")),
    )
    rounds = rounds.select_related("source", "board", "edition__questionnaire")
    return [_of(round, chases) for round in rounds.order_by("event_on", "pk")]


def _of(round, chases):
    found = countdown(round)
    if not chases:
        return found
    return Countdown(
        round,
        found.event,
        found.on,
        found.days,
        total=round.asked_count,
        outstanding=round.asked_count - round.received_count,
        to_moderate=round.waiting_count,
    )


def board_panel(user, board):
    """For the board's page: nothing when no event lies ahead."""
    found = countdowns(user, board)
    return {"countdowns": found} if found else None


add_panel(
    Panel(_("Days to the event"), "audits/_countdowns.html", board_panel, order=20)
)
