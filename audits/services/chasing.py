"""Reminding those who owe a return: who they are, and telling them."""

from collections import defaultdict
from dataclasses import dataclass, field

from audits.choices import ReturnState
from audits.models import AgencyReturn, Round
from audits.wall import round_key
from boards.models import Membership, User
from boards.roles import RoleName
from learning.mails import OfBoard, message
from learning.models import Digest
from learning.services.reminders import nudge, reachable


@dataclass(frozen=True)
class ToChase:
    """One outstanding return, who would be reminded of it and who was today."""

    agency_return: AgencyReturn
    people: list[User] = field(default_factory=list)
    told_today: list[User] = field(default_factory=list)


def whom_to_chase(*, round: Round, returns) -> list[ToChase]:
    """Leads of each agency; executives where the return waits for them.

    A constant number of queries.
    """
    returns = list(returns)
    staff = _staff(round, returns)
    everybody = {user.pk: user for row in returns for user in staff[_place(row)]}
    found = reachable(everybody.values(), board=round.board, item=round_key(round))
    free = set(found.values_list("pk", flat=True))
    return [
        ToChase(
            row,
            [user for user in staff[_place(row)] if user.pk in free],
            [user for user in staff[_place(row)] if user.pk not in free],
        )
        for row in returns
    ]


def _place(row):
    """Whose turn it is at the return's agency."""
    waits = row.state == ReturnState.WITH_EXECUTIVE
    role = RoleName.AGENCY_EXECUTIVE if waits else RoleName.AGENCY_LEAD
    return row.agency_id, role


def _staff(round, returns):
    held = Membership.objects.live().filter(
        board=round.board_id,
        agency__in={row.agency_id for row in returns},
        role__in=[RoleName.AGENCY_LEAD, RoleName.AGENCY_EXECUTIVE],
        user__is_active=True,
    )
    staff = defaultdict(list)
    for one in held.select_related("user").order_by("user__full_name"):
        staff[one.agency_id, one.role].append(one.user)
    return staff


def sample_message(*, round: Round, person: User):
    """The mail as one of them will get it."""
    digest = Digest(user=person, cause="preview", message_id="<preview>")
    return message(digest, [OfBoard(round.board, 1, round.due_on)])


def remind(*, round: Round, returns, by) -> list[User]:
    """Tell those who owe the returns, once a day each; gives who will get a message."""
    lines = whom_to_chase(round=round, returns=returns)
    people = {user.pk: user for line in lines for user in line.people}
    return nudge(
        users=people.values(),
        item=round_key(round),
        due_on=round.due_on,
        board=round.board,
        by=by,
    )
