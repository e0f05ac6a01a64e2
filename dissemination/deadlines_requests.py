"""What agencies owe to requests, and what the asking group has to chase."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from dissemination.choices import PartState, RequestState
from dissemination.models import AgencyPart, LearningRequest
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

PART_DUE = gettext_lazy("Answer about learning due")
TOLD = [RoleName.AGENCY_LEAD, RoleName.AGENCY_CONTRIBUTOR]


@deadline_provider
def parts_due(day, user=None, board=None):
    """To the agency's leads and contributors. What a restricted group writes is asked
    of nobody."""
    rows = AgencyPart.objects.outstanding().filter(request__group__restricted=False)
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope))
    rows = rows.select_related("agency", "board", "request")
    rows = list(rows.order_by("request__due_on", "pk"))
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in rows:
        told = set().union(*(people[row.board_id, row.agency_id, r] for r in TOLD))
        for pk in sorted(told):
            yield _part_due(row, pk)


def _part_due(row, user_id) -> Due:
    return Due(
        key=f"dissemination.agencypart:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Pass learning on: %(title)s, %(agency)s")
        % {"title": row.request.title, "agency": row.agency},
        url=reverse(
            "dissemination:part",
            args=[row.board.slug, row.request.reference, row.pk],
        ),
        due_on=row.request.due_on,
        state=row.get_state_display(),
        plain=PART_DUE,
    )


@chasing_provider
def parts_to_chase(day, user):
    """Agencies that are late, request by request. One query."""
    scope = user.scope
    run = Q(board__in=scope.boards_as_business_unit, group__restricted=False) | Q(
        group__in=scope.chaired_group_ids
    )
    awaited = ~Q(parts__state=PartState.ANSWERED) & Q(parts__isnull=False)
    rows = LearningRequest.objects.filter(
        run, state=RequestState.ISSUED, due_on__lt=day
    )
    rows = rows.annotate(late=Count("parts", filter=awaited)).filter(late__gt=0)
    for row in rows.select_related("board").order_by("due_on", "pk"):
        place = reverse("dissemination:request", args=[row.board.slug, row.reference])
        text = _("agencies late to pass on: %s") % row.title
        yield Chase(row.board_id, text, row.late, f"{place}?state=late")
