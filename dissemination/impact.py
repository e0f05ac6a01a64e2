"""Lessons with what is shown of their effect, and who measures it."""

from django.db.models import BigIntegerField, Case, Count, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.models import Agency
from boards.roles import ROLES, Permission
from dissemination.models import LessonMeasure
from learning.choices import FindingKind
from learning.models import Finding
from learning.rules import agencies_to_file_for, may_write_findings


def lessons(user, board):
    """Findings that ask for change, with `strands`, `overdue` and `shown`: how many
    strands are named, late, and have a result."""
    measures = LessonMeasure.objects.visible_to(user).filter(finding=OuterRef("pk"))
    late = measures.filter(result="", due_on__lt=timezone.localdate())
    rows = Finding.objects.visible_to(user).filter(board=board)
    rows = rows.exclude(kind=FindingKind.GOOD_PRACTICE).annotate(
        strands=_count(measures),
        overdue=_count(late),
        shown=_count(measures.exclude(result="")),
    )
    return rows.annotate(
        gap=Case(When(strands=0, then=0), When(overdue__gt=0, then=1), default=2)
    )


def _count(rows):
    counted = rows.order_by().values("finding").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=BigIntegerField())


def measures_for_board(user, source) -> bool:
    """Whoever writes what the source teaches measures it for the board."""
    return may_write_findings(user, source)


def agencies_measuring(user, source):
    """Agencies for which the person attaches what they measured (CTM-29)."""
    own = agencies_to_file_for(user, source.board)
    return Agency.objects.visible_to(user).filter(pk__in=own)


def may_measure(user, source) -> bool:
    own = agencies_to_file_for(user, source.board)
    return bool(own) or measures_for_board(user, source)


def may_change(user, measure: LessonMeasure) -> bool:
    """The agency that measures; otherwise whoever writes what the source teaches."""
    if measure.agency_id is None:
        return measures_for_board(user, measure.finding.source)
    place = (measure.board_id, measure.agency_id)
    held = user.scope.agency_roles.get(place, ())
    return any(Permission.FILE_OWN_LEARNING in ROLES[r].permissions for r in held)
