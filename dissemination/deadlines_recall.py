"""Asking what is remembered: due from agencies' leads, chased by who asked."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from dissemination.choices import RequestState
from dissemination.models import AgencyPart
from dissemination.recall import asked_on, unasked, with_recall
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

RECALL_DUE = gettext_lazy("Ask what is remembered")


def _running():
    return AgencyPart.objects.filter(
        request__state=RequestState.ISSUED, request__group__restricted=False
    )


@deadline_provider
def recalls_due(day, user=None, board=None):
    """To the agency's leads, from the day it was signed as passed on until a team has
    answered."""
    rows = _running()
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope))
    rows = with_recall(rows).filter(told_at__isnull=False, weeks__gt=0, pulse_asked=0)
    rows = list(rows.select_related("agency", "board", "request"))
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in sorted(rows, key=lambda row: (asked_on(row), row.pk)):
        leads = people[row.board_id, row.agency_id, RoleName.AGENCY_LEAD]
        for pk in sorted(leads):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    words = {"title": row.request.title, "agency": row.agency}
    return Due(
        key=f"dissemination.recall:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Ask what is remembered: %(title)s, %(agency)s") % words,
        url=reverse(
            "dissemination:recall-new",
            args=[row.board.slug, row.request.reference, row.pk],
        ),
        due_on=asked_on(row),
        plain=RECALL_DUE,
    )


@chasing_provider
def recalls_to_chase(day, user):
    """Agencies that asked no team yet, request by request. One query."""
    scope = user.scope
    run = Q(board__in=scope.boards_as_business_unit) | Q(
        request__group__in=scope.chaired_group_ids
    )
    rows = _running().filter(run).select_related("request__board")
    rows = unasked(rows, day)
    requests = {row.request_id: row.request for row in rows}
    for pk, number in Counter(row.request_id for row in rows).items():
        asked = requests[pk]
        place = reverse("dissemination:coverage", args=[asked.board.slug])
        text = _("agencies have not asked what is remembered: %s") % asked.title
        address = f"{place}?request={asked.reference}&gaps=recall"
        yield Chase(asked.board_id, text, number, address)
