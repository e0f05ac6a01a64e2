"""The year a report is about, and as whom its records are read."""

import datetime
from dataclasses import dataclass

from boards.models import User
from boards.roles import RoleName
from boards.scope import Scope
from frameworks.calendar import add_months
from reporting.models import AnnualReport


@dataclass(frozen=True)
class Year:
    """The days of a report. `member` reads; `officer` only counts what is told to
    nobody in words."""

    report: AnnualReport
    first: datetime.date
    last: datetime.date
    member: User
    officer: User

    @property
    def board(self):
        return self.report.board

    def within(self, column: str) -> dict:
        """Rows whose day lies in the year; for a moment name `column__date`."""
        return {f"{column}__range": (self.first, self.last)}

    def before(self) -> "Year":
        """The year before, for comparing."""
        last = self.first - datetime.timedelta(days=1)
        first = add_months(self.first, -12)
        return Year(self.report, first, last, self.member, self.officer)


def year_for(report: AnnualReport) -> Year:
    """The year of a report, read by nobody in particular."""
    member = _somebody(report.board_id, RoleName.BOARD_MEMBER)
    officer = _somebody(report.board_id, RoleName.BUSINESS_UNIT)
    return Year(report, report.first_day, report.last_day, member, officer)


def _somebody(board_id: int, role: RoleName) -> User:
    """Somebody who holds one role and sits nowhere. No row is ever theirs: no row
    has the number 0."""
    user = User(pk=0)
    user.scope = Scope()
    user.scope.roles[board_id].add(role)
    return user
