"""Who owes an annual report a reading, a signature or an answer, and until when."""

from collections import defaultdict

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import role_holders
from boards.localised import localised
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from reporting.annual.read_rules import SIGNERS
from reporting.choices import AnnualReportState, CommentState, SignedBy
from reporting.models import (
    AnnualComment,
    AnnualReading,
    AnnualReport,
    AnnualSignOff,
)

State = AnnualReportState
READ_DUE = gettext_lazy("A draft to read")
SIGN_DUE = gettext_lazy("A report to sign")


def page_of(report, name: str, *more) -> str:
    """A page of one report."""
    place = [report.board.slug, report.reference, *more]
    return reverse(f"reporting:{name}", args=place)


@deadline_provider
def readings_due(day, user=None, board=None):
    """To board members who have not said that they read the draft."""
    rows = list(AnnualReport.circulated(board))
    if not rows:
        return
    boards = {row.board_id for row in rows}
    members = defaultdict(set)
    for place, people in role_holders([RoleName.BOARD_MEMBER], boards, user).items():
        members[place[0]] |= people
    done = AnnualReading.pairs(rows)
    for row in rows:
        for pk in sorted(members[row.board_id]):
            if (row.pk, pk) not in done:
                yield _reading_due(row, pk)


def _reading_due(row, user_id) -> Due:
    return Due(
        key=f"reporting.annualreport:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Read and comment: %s") % localised(row, "title")[:120],
        url=page_of(row, "annual-read"),
        due_on=row.comments_until,
        plain=READ_DUE,
    )


@deadline_provider
def sign_offs_due(day, user=None, board=None):
    """To whoever signs for a partner that has not answered on the last edition."""
    rows = list(AnnualSignOff.due(board))
    if not rows:
        return
    boards = {row.report.board_id for row in rows}
    signers = role_holders(set().union(*SIGNERS.values()), boards, user)
    for row in rows:
        report = row.report
        told = set()
        for role in SIGNERS[SignedBy(report.signed_by)]:
            told |= signers[report.board_id, row.agency_id, role]
        for pk in sorted(told):
            yield _sign_due(row, pk)


def _sign_due(row, user_id) -> Due:
    words = {"report": localised(row.report, "title")[:100], "agency": row.agency}
    return Due(
        key=f"reporting.annualsignoff:{row.pk}",
        board_id=row.report.board_id,
        user_id=user_id,
        text=_("Sign for %(agency)s: %(report)s") % words,
        url=page_of(row.report, "annual-sign", row.pk),
        due_on=row.report.sign_off_until,
        plain=SIGN_DUE,
    )


@chasing_provider
def to_answer(day, user):
    """Comments that wait, and partners that are late. Two queries."""
    boards = user.scope.boards_as_business_unit
    if not boards:
        return
    open_ones = AnnualComment.objects.visible_to(user).filter(state=CommentState.OPEN)
    words = _("comments on the annual report wait for an answer")
    yield from _chases(open_ones, boards, "annual-comments", "?state=open", words)
    late = AnnualSignOff.objects.visible_to(user).outstanding()
    late = late.filter(report__sign_off_until__lt=day)
    words = _("partners have not signed the annual report")
    yield from _chases(late, boards, "annual-sign-off", "", words)


def _chases(rows, boards, page, query, words):
    rows = rows.filter(Q(report__board__in=boards)).order_by()
    names = {"slug": F("report__board__slug"), "named": F("report__reference")}
    counted = rows.values("report__board_id", **names).annotate(number=Count("pk"))
    for row in counted:
        address = reverse(f"reporting:{page}", args=[row["slug"], row["named"]])
        yield Chase(row["report__board_id"], words, row["number"], address + query)
