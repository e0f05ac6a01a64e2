"""Agencies that owe a contribution to an annual report, and whom to tell."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of
from boards.localised import localised
from boards.querysets import on_own_agency
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from reporting.models import AnnualContribution

GIVE_DUE = gettext_lazy("A contribution to give")
TOLD = [RoleName.AGENCY_LEAD, RoleName.AGENCY_CONTRIBUTOR]


@deadline_provider
def contributions_due(day, user=None, board=None):
    """To the agency's leads and contributors, until it is given."""
    rows = AnnualContribution.outstanding(board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope, board="report__board"))
    rows = list(rows.order_by("due_on", "pk"))
    if not rows:
        return
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in rows:
        place = row.report.board_id, row.agency_id
        told = set().union(*(people[(*place, role)] for role in TOLD))
        for pk in sorted(told):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    return Due(
        key=f"reporting.annualcontribution:{row.pk}",
        board_id=row.report.board_id,
        user_id=user_id,
        text=_("Contribution to %(report)s: %(agency)s")
        % {"report": localised(row.report, "title"), "agency": row.agency},
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=row.get_state_display(),
        plain=GIVE_DUE,
    )


@chasing_provider
def contributions_to_chase(day, user):
    """Agencies that are late, report by report. One query."""
    boards = user.scope.boards_as_business_unit
    rows = AnnualContribution.outstanding().filter(
        report__board__in=boards, due_on__lt=day
    )
    late = rows.order_by().values(
        "report__board_id", "report__board__slug", "report__reference"
    )
    for row in late.annotate(late=Count("pk"), first=Min("due_on")).order_by("first"):
        where = [row["report__board__slug"], row["report__reference"]]
        wall = reverse("reporting:annual-contributions", args=where)
        yield Chase(
            row["report__board_id"],
            _("agencies late with their contribution to the annual report"),
            row["late"],
            f"{wall}?state=asked",
        )
