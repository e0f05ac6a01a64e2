"""Returns, readings, things asked and summaries of figures, one of each state."""

from datetime import timedelta

from django.utils import timezone

from boards.models import Group
from lif_portal.demo.performance import quarter_before
from performance.models import (
    FigureAsk,
    FigureReading,
    FigureReturn,
    FigureSummary,
    Indicator,
    ReturnLine,
)
from performance.periods import read_period
from performance.services import talk
from performance.services.returns import call_for_returns

SUMMARY = (
    "Most measures move as they usually do. Three stand out: one missed its target, "
    "one moved further than it ever did, and one agency's figures are late. The group "
    "asks the owner of the first what changed in the summer."
)


def seed_figures_talk(board, people) -> None:
    """A quarter that is in and one that is asked for; what was made of the figures."""
    measures = Indicator.objects.filter(board=board, owner__isnull=False)
    group = Group.objects.filter(board=board, restricted=False).order_by("pk").last()
    if not measures.exists() or group is None:
        return
    today = timezone.localdate()
    for ago, due in ((1, today - timedelta(75)), (0, today + timedelta(9))):
        period = read_period(quarter_before(today, ago)[2])
        call_for_returns(board=board, period=period, due_on=due, by=people.officer)
    _handed_in(board, people, today)
    _asked(board, people, measures, group, today)
    _read(board, people, measures[0])
    FigureSummary.objects.create(
        board=board, group=group, period_label=quarter_before(today, 1)[2],
        text=SUMMARY, created_by=people.officer, meets_on=today + timedelta(20),
    )  # fmt: skip


def _handed_in(board, people, today):
    """The earlier quarter is in but for one agency."""
    rows = list(FigureReturn.objects.filter(board=board).order_by("due_on", "pk"))
    earlier = [row for row in rows if row.due_on < today]
    for row in earlier[1:]:
        for indicator in Indicator.objects.filter(board=board, owner=row.agency)[:8]:
            value = indicator.values.filter(period_end=row.period_end).first()
            ReturnLine.objects.create(
                figure_return=row, indicator=indicator,
                state="complete" if value and value.value is not None
                else "not_available",
                value=value.value if value else None,
                commentary="No change that we did not expect. We looked at the three "
                "highest and found no common reason.",
            )  # fmt: skip
        row.handed_in_at = timezone.now() - timedelta(80)
        row.handed_in_by = people.officer
        row.save()


def _asked(board, people, measures, group, today):
    first, second = measures[0], measures[1]
    made = talk.ask(
        board=board, by=people.officer, kind="challenge", indicator=first,
        words="Explain what changed since the spring, and what will be done.",
        agency=first.owner, group=None, due_on=today + timedelta(12),
    )  # fmt: skip
    done = talk.ask(
        board=board, by=people.officer, kind="enquiry", indicator=second,
        words="Find out whether the same families are counted twice.",
        agency=second.owner, group=None, due_on=today + timedelta(3),
    )  # fmt: skip
    talk.reply(
        asked=done, version=done.version, by=people.officer,
        text="They are not: each family is counted once a quarter.",
    )  # fmt: skip
    talk.ask(
        board=board, by=people.officer, kind="measure", purpose="outcomes",
        words="How long do children wait between the first worry and the first help?",
        agency=None, group=group, indicator=None, due_on=today + timedelta(40),
    )  # fmt: skip
    FigureAsk.objects.filter(pk=made.pk).update(due_on=today - timedelta(4))


def _read(board, people, indicator):
    newest = indicator.values.order_by("-period_end").first()
    if newest is None:
        return
    for agency, text in (
        (indicator.owner, "Nothing changed in how we count or in how we work."),
        (None, "Within what is usual for us. We look again next quarter."),
    ):
        FigureReading.objects.create(
            board=board, indicator=indicator, agency=agency, text=text,
            period_end=newest.period_end, period_label=newest.period_label,
            created_by=people.officer,
        )  # fmt: skip
