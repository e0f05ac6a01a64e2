"""What is due of voices: telling people back; what officers chase."""

from django.db.models import Count, F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, chairs_of, members_of, officers_of
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from voices.models import Escalation, VoiceActivity

TELL_BACK = gettext_lazy("People to be told what came of it")


@deadline_provider
def telling_back_due(day, user=None, board=None):
    """To the leads of its agency; the board's own to the business unit; a restricted
    group's to its chair."""
    rows = VoiceActivity.objects.untold()
    rows = rows.select_related("board", "source__lead_group", "source__owner_agency")
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(_part_of(user))
    rows = list(rows.order_by("tell_back_by", "pk"))
    leads = agency_people_of({row.source.owner_agency_id for row in rows}, user)
    officers = officers_of({row.board_id for row in rows}, user)
    groups = {row.source.lead_group_id for row in rows}
    chairs, inside = chairs_of(groups, user), members_of(groups, user)
    for row in rows:
        for pk in sorted(_told(row, leads, officers, chairs, inside)):
            yield _due(row, pk)


def _part_of(user) -> Q:
    return (
        Q(source__owner_agency__in=user.scope.agency_ids)
        | Q(board__in=user.scope.boards_as_business_unit)
        | Q(source__lead_group__in=user.scope.chaired_group_ids)
    )


def _told(row, leads, officers, chairs, inside) -> set[int]:
    source = row.source
    held = leads[row.board_id, source.owner_agency_id, RoleName.AGENCY_LEAD]
    if source.lead_group and source.lead_group.restricted:
        group = source.lead_group_id
        return (held & inside[group]) or set(chairs[group])
    return set(held) or set(officers[row.board_id])


def _due(row, user_id) -> Due:
    group = row.source.lead_group
    return Due(
        key=f"voices.voiceactivity:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Tell people what came of: %s") % row.source.title[:150],
        url=row.get_absolute_url(),
        due_on=row.tell_back_by,
        plain=TELL_BACK,
        restricted=bool(group and group.restricted),
    )


@chasing_provider
def voices_to_chase(day, user):
    """People not told in time; what groups were asked and did not decide. One query."""
    boards = user.scope.boards_as_business_unit
    late = VoiceActivity.objects.visible_to(user).late(day)
    put = Escalation.objects.visible_to(user).open()
    first, second = (
        _counted(late.filter(board__in=boards), "late", "board"),
        _counted(put.filter(activity__board__in=boards), "put", "activity__board"),
    )
    for what, pk, slug, number in first.union(second, all=True):
        query, words = CHASED[what]
        address = reverse("voices:activities", args=[slug])
        yield Chase(pk, str(words), number, f"{address}?{query}")


def _counted(rows, what, board):
    rows = rows.order_by().values(what=Value(what), where=F(board))
    return rows.annotate(slug=F(f"{board}__slug"), number=Count("pk")).values_list(
        "what", "where", "slug", "number"
    )


CHASED = {
    "late": (
        "told=late",
        gettext_lazy("groups of people were not told what came of it"),
    ),
    "put": (
        "escalated=open",
        gettext_lazy("things heard wait for a group's decision"),
    ),
}
