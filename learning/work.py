"""Your work: what one person owes on all their boards, in the order to do it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from boards.models import Board
from learning.deadlines import Chase, Due, dues


@dataclass(frozen=True)
class Row:
    """One thing due as the page shows it."""

    due: Due
    board: Board
    left: int

    @property
    def when(self) -> str:
        """How far off it is, in words."""
        if self.left == 0:
            return _("Today")
        if self.left > 0:
            return ngettext("In %d day", "In %d days", self.left) % self.left
        words = ngettext("%d day overdue", "%d days overdue", -self.left)
        return words % -self.left


@dataclass(frozen=True)
class Part:
    """Rows that belong under one heading."""

    key: str
    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class ChaseRow:
    """One count an officer has to chase, with its board."""

    chase: Chase
    board: Board


def rows_of(user, boards: dict[int, Board], day) -> list[Row]:
    """What the person owes, the oldest first; only on boards they are on today."""
    mine = [due for due in dues(day, user=user) if due.board_id in boards]
    mine = [due for due in mine if due.user_id == user.pk]
    mine.sort(key=lambda due: (due.due_on, due.board_id, str(due.text)))
    return [Row(due, boards[due.board_id], (due.due_on - day).days) for due in mine]


def parts(rows: list[Row]) -> list[Part]:
    """Overdue, this week, later; headings without rows are left out."""
    found = [
        Part("overdue", _("Overdue"), [r for r in rows if r.left < 0]),
        Part("week", _("In the next 7 days"), [r for r in rows if 0 <= r.left < 7]),
        Part("later", _("Later"), [r for r in rows if r.left >= 7]),
    ]
    return [part for part in found if part.rows]
