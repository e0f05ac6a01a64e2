"""What was learnt on its way to everybody: summaries, commissions, plans, the log."""

from datetime import timedelta
from itertools import cycle, pairwise

from django.utils import timezone

from boards.models import Group, User
from dissemination.audiences import audiences_of, channels_of
from dissemination.prefilled import summary_words
from dissemination.services.commissions import (
    answer_commission,
    ask_commission,
    finish_commission,
)
from dissemination.services.plans import (
    agree_plan,
    close_plan,
    deliver_line,
    edit_line,
    open_plan,
)
from dissemination.services.shares import log_share
from dissemination.services.summaries import (
    answer_summary,
    submit_summary,
    write_summary,
)
from learning.models import LearningSource
from lif_portal.demo.handing_in import evening

# Where each summary stands in the end, and how many days ago it was sent.
SUMMARIES = [
    ("draft", 0), ("submitted", 6), ("submitted", 20), ("returned", 15),
    ("accepted", 25), ("plan", 40), ("agreed", 90), ("closed", 260),
]  # fmt: skip
SENT_BACK = "The key messages are good. Please say which staff each one is for."
WELCOME = "Taken on. The plan comes to our next meeting."
TASKS = [
    ("Find out whether teams use the shared chronology, and what stops them.", True),
    ("Prepare one page of key messages on record keeping for new staff.", False),
    ("Look at what supervision changed since the last audit.", True),
    ("Write a campaign about who to call at weekends.", False),
]
OUTCOME = "Nine of eleven teams know it; four use it in supervision."
MESSAGES = "Open the chronology before every visit.\nAsk what a day is like."
DECLINED = "The training year is planned; ask again in the spring."
MEASURE = "Eight of ten practitioners asked in three months can say what they changed."
PURPOSE = "Know what was learnt, and do one thing differently this month."
RESULT = "Seven of ten could say it; two teams asked for a session of their own."
ELSEWHERE = [
    ("out", "board", "A neighbouring safeguarding board", "How we ask about adults."),
    ("in", "board", "A safeguarding board further away", "Their one-page pathway."),
    ("out", "body", "Health and Wellbeing Board", "Themes of the year's reviews."),
    ("in", "body", "Community Safety Partnership", "What return interviews showed."),
    ("out", "body", "Commissioners", "Waiting times that came up in three audits."),
]


def seed_sharing(board, people) -> None:
    """A few of each, at every state there is."""
    groups = list(Group.objects.of(board).filter(restricted=False).order_by("pk"))
    shares = Group.objects.of(board).with_function("share").filter(restricted=False)
    to_group = shares.order_by("pk").first()
    sources = _sources(board)
    if to_group is None or not sources:
        return
    for (end, days), source in zip(SUMMARIES, cycle(sources), strict=False):
        group = source.lead_group or groups[0]
        _summary(board, people, source, group, to_group, end, days)
    _commissions(board, people, groups, to_group)
    _elsewhere(board, people, groups)


def _sources(board) -> list[LearningSource]:
    rows = LearningSource.objects.filter(
        board=board, findings__isnull=False, lead_group__restricted=False
    )
    return list(rows.select_related("lead_group").distinct().order_by("pk")[:8])


def _summary(board, people, source, group, to_group, end, days) -> None:
    by = people.officer
    day = timezone.localdate() - timedelta(days)
    audiences = list(audiences_of(board, by))
    values = summary_words(source, by) | {"group": group, "to_group": to_group}
    summary = write_summary(
        board=board, by=by, source=source, audiences=audiences[:3], **values
    )
    if end == "draft":
        return
    summary = submit_summary(summary=summary, by=by)
    _on(summary, by, submitted_at=day)
    if end == "submitted":
        return
    back = end == "returned"
    words = SENT_BACK if back else WELCOME
    summary = answer_summary(summary=summary, accept=not back, answer=words, by=by)
    _on(summary, by, answered_at=day + timedelta(4))
    if end in {"plan", "agreed", "closed"}:
        _plan(people, summary, end, day + timedelta(8))


def _on(record, by, **days) -> None:
    """As if it had happened on its day."""
    for name, day in days.items():
        setattr(record, name, evening(day))
    record._history_user = by
    record.save()


def _plan(people, summary, end, day) -> None:
    board, by = summary.board, people.officer
    plan = open_plan(
        board=board, by=by, summary=summary, group=summary.to_group,
        title=f"Sharing: {summary.activity_type}"[:200],
    )  # fmt: skip
    lines = list(plan.lines.select_related("plan"))[:4]
    channels = list(channels_of(board, by))
    agencies = list(people.by_agency.items())
    for number, line in enumerate(lines):
        agency, staff = agencies[number % len(agencies)]
        _fill(line, channels[number : number + 3], agency, staff, day, number, by)
    if end == "plan":
        return
    plan = agree_plan(plan=plan, by=by)
    _on(plan, by, agreed_at=day)
    for line in lines if end == "closed" else lines[:2]:
        line.refresh_from_db()
        deliver_line(
            line=line, delivered_on=line.due_on - timedelta(3), version=line.version,
            methods=list(line.methods.all()[:2]), reach=40 + 17 * line.order,
            result=RESULT, by=User.objects.get(pk=line.owner_id),
        )  # fmt: skip
    if end == "closed":
        close_plan(plan=plan, by=by)


def _fill(line, channels, agency, staff, day, number, by) -> None:
    """Each with its agency and its owner; the last without a measure, a gap to see."""
    values = {
        "purpose": line.purpose or PURPOSE,
        "methods": channels,
        "measure": "" if number == 3 else MEASURE,
        "agency_id": agency,
        "owner": staff["agency_lead"],
        "due_on": day + timedelta(30 + 25 * number),
    }
    edit_line(line=line, values=values, version=line.version, by=by)


def _commissions(board, people, groups, to_group) -> None:
    by, today = people.officer, timezone.localdate()
    asking = next(group for group in groups if group.pk != to_group.pk)
    for number, (task, evaluate) in enumerate(TASKS):
        asked = ask_commission(
            board=board, by=by, from_group=asking, to_group=to_group, task=task,
            evaluate=evaluate, due_on=today + timedelta(40 - 25 * number),
        )  # fmt: skip
        if number == 3:
            answer_commission(commission=asked, take_on=False, reason=DECLINED, by=by)
        elif number:
            asked = answer_commission(commission=asked, take_on=True, reason="", by=by)
        if number == 2:
            finish_commission(
                commission=asked, outcome=OUTCOME, messages=MESSAGES,
                audiences=list(audiences_of(board, by)[:2]), version=asked.version,
                by=by, done_on=today - timedelta(8),
            )  # fmt: skip


def _elsewhere(board, people, groups) -> None:
    """Between groups, to other boards and bodies, and learnt in from them."""
    by, today = people.officer, timezone.localdate()
    channels = cycle(channels_of(board, by)[:6])
    for number, (first, second) in enumerate(pairwise(groups[:4])):
        log_share(
            board=board, by=by, kind="group", from_group=first, to_group=second,
            content="Good practice from the last audit, passed on.",
            method=next(channels), on=today - timedelta(12 + 30 * number),
        )  # fmt: skip
    for number, (direction, kind, body, content) in enumerate(ELSEWHERE):
        log_share(
            board=board, by=by, direction=direction, kind=kind, body=body,
            content=content, method=next(channels),
            on=today - timedelta(20 + 35 * number),
        )  # fmt: skip
