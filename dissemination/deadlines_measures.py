"""Lessons to be measured again: due from whoever measures, chased by the officers
(SOL-39)."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, chairs_of, people_of
from boards.roles import RoleName
from dissemination.models import LessonMeasure
from learning.choices import FindingKind, SourceAudience
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

MEASURE_DUE = gettext_lazy("Lesson to be measured again")


def _open():
    return LessonMeasure.objects.filter(result="", due_on__isnull=False)


@deadline_provider
def measures_due(day, user=None, board=None):
    """To the leads of the agency that measures; the board's to whoever wrote it down,
    else to the chair of the group the source is of. Only people who may open it: of a
    source that not everybody reads, the chair alone."""
    rows = _open().exclude(finding__source__audience=SourceAudience.BUSINESS_UNIT)
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(
            Q(by=user)
            | Q(agency__in=user.scope.agency_ids)
            | Q(finding__source__lead_group__in=user.scope.chaired_group_ids)
        )
    rows = rows.select_related("finding__source__board", "finding__source__lead_group")
    rows = list(rows.order_by("due_on", "pk"))
    leads = agency_people_of({row.agency_id for row in rows}, user)
    groups = {row.finding.source.lead_group_id for row in rows}
    chairs = chairs_of(groups, user)
    readers = people_of({row.board_id for row in rows}, user)
    for row in rows:
        for pk in sorted(_told(row, leads, chairs, readers)):
            yield _due(row, pk)


def _told(row, leads, chairs, readers) -> set[int]:
    source = row.finding.source
    chair = set(chairs[source.lead_group_id])
    if _is_restricted(source) or source.audience != SourceAudience.BOARD:
        return chair
    if row.agency_id:
        return set(leads[row.board_id, row.agency_id, RoleName.AGENCY_LEAD])
    return {row.by_id} & readers[row.board_id] or chair


def _is_restricted(source) -> bool:
    return bool(source.lead_group and source.lead_group.restricted)


def _due(row, user_id) -> Due:
    source = row.finding.source
    return Due(
        key=f"dissemination.lessonmeasure:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Measure again: %s") % row.instrument[:150],
        url=reverse(
            "dissemination:source-measures", args=[source.board.slug, source.reference]
        ),
        due_on=row.due_on,
        plain=MEASURE_DUE,
        restricted=_is_restricted(source),
    )


@chasing_provider
def measures_to_chase(day, user):
    """Lessons of a board with a measure that is late. One query."""
    boards = user.scope.boards_as_business_unit
    rows = (
        LessonMeasure.objects.visible_to(user)
        .filter(result="", due_on__lt=day, board__in=boards)
        .exclude(finding__kind=FindingKind.GOOD_PRACTICE)
    )
    rows = rows.order_by().values("board", "board__slug")
    for row in rows.annotate(number=Count("finding", distinct=True)):
        place = reverse("dissemination:measures", args=[row["board__slug"]])
        text = _("lessons are late to be measured again")
        yield Chase(row["board"], text, row["number"], f"{place}?state=overdue")
