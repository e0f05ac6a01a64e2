"""Where every agency of a round stands: states and counts, never draft words."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from audits.choices import ANSWERING_WHEN_CLOSED, RECEIVED_STATES, ReturnState
from audits.models import AgencyReturn, Round
from boards.models import BoardAgency, Membership
from boards.roles import RoleName
from learning.models import DigestItem

IN_ORDER = [When(state=s.value, then=Value(n)) for n, s in enumerate(ReturnState)]


def late(on=None) -> Q:
    """Handed in, or still owed, after the return's own due date."""
    owed = Q(submitted_at__isnull=True, due_on__lt=on or timezone.localdate())
    return owed | Q(submitted_at__date__gt=F("due_on"))


def wall_rows(user, round: Round):
    """Returns of a round this person may know of, with their agencies."""
    rows = AgencyReturn.objects.visible_to(user).filter(round=round)
    return with_state_order(rows.select_related("agency"))


def with_state_order(rows):
    """Returns with how far they are as a number, to sort by."""
    order = Case(*IN_ORDER, output_field=IntegerField())
    return rows.annotate(state_order=order)


def with_people(rows, round: Round):
    """Beside each row who leads it and when they were last reminded: no new query."""
    agency = {"board": round.board_id, "agency": OuterRef("agency")}
    leads = Membership.objects.live().filter(
        **agency, role=RoleName.AGENCY_LEAD, user__is_active=True
    )
    duty = BoardAgency.objects.filter(**agency).values("school_duty")
    return rows.annotate(
        lead_names=ArraySubquery(
            leads.order_by("user__full_name").values("user__full_name")
        ),
        reminded_at=Subquery(_reminders(round)),
        school_duty=Subquery(duty[:1]),
    )


def _reminders(round):
    """When anybody of the row's agency was last told of this return or round."""
    staff = Membership.objects.filter(
        board=round.board_id, agency=OuterRef(OuterRef("agency"))
    )
    own = Concat(Value("audits.agencyreturn:"), Cast(OuterRef("pk"), CharField()))
    told = DigestItem.objects.filter(
        board=round.board_id,
        user__in=staff.values("user"),
        item__in=[own, round_key(round)],
    )
    told = told.order_by().values("board").annotate(last=Max("digest__sent_at"))
    return told.values("last")


def round_key(round: Round) -> str:
    """The name under which people are reminded of a round."""
    return f"audits.round:{round.pk}"


@dataclass(frozen=True)
class Tally:
    """How many returns are in each state."""

    total: int
    late: int
    states: dict[str, int]

    @property
    def received(self) -> int:
        return sum(self.states[state] for state in RECEIVED_STATES)

    @property
    def outstanding(self) -> int:
        return self.total - self.received

    @property
    def still_answering(self) -> int:
        """Those that may hand in although the round is closed."""
        return sum(self.states[state] for state in ANSWERING_WHEN_CLOSED)

    @property
    def lines(self):
        """State, its words and how many, for states that occur."""
        known = [(s.value, s.label, self.states[s]) for s in ReturnState]
        return [line for line in known if line[2]]


def tally(rows) -> Tally:
    """Counts of a round in one query."""
    each = {s.value: Count("pk", filter=Q(state=s)) for s in ReturnState}
    found = rows.aggregate(
        all_of_them=Count("pk"), those_late=Count("pk", filter=late()), **each
    )
    return Tally(found.pop("all_of_them"), found.pop("those_late"), found)
