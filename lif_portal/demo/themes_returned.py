"""Themes that came back, what boards did about it, and what they reported upwards."""

from collections import Counter
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from boards.models import Group
from learning.choices import ThemeResponseKind
from learning.models import RecurrenceNotice, SourceType, Theme
from learning.process import said
from learning.services.sources import raise_learning
from learning.services.tagging import tag
from learning.services.themes_recurrence import answer_notice
from learning.services.themes_reports import change_report, draft_report, send_report
from learning.services.themes_responses import finish_response, raise_response
from learning.theme_actions import actions_of
from learning.theme_route import usual_next
from reviews.services.opening import open_for_theme
from reviews.theme_openings import THEMATIC
from reviews.type_groups import types_to_open

HEARD = (
    "Practitioners at two forums said that what was agreed after earlier learning is "
    "known in some teams and not in others, and that new staff had not heard of it."
)
HEARD_IN = ["practitioner_feedback", "workforce", "voice", "forum"]
ANSWER = (
    "The actions were done, but what they brought did not last: two teams changed and "
    "nobody told those who came after. The group looks at it as a whole."
)
REASONS = {
    ThemeResponseKind.THEMATIC_FORUM: (
        "It came back although its actions were closed. Practitioners should say what "
        "stands in the way."
    ),
    ThemeResponseKind.COMMUNICATION: (
        "Teams that joined since the last campaign have not heard the message."
    ),
    ThemeResponseKind.TRAINING: (
        "Supervisors ask for a session they can use with their own team."
    ),
    ThemeResponseKind.AUDIT: "To see whether it is a few teams or most of them.",
}
OUTCOME = (
    "A page went to every team and was read out in meetings; nine of eleven managers "
    "asked afterwards could say what it asks for."
)
COMMENTARY = (
    "{first} is seen most often, and came back after actions on it had been closed. "
    "The board answered that with a response of its own kind.\n\n"
    "The group is asked to say which training changes because of it, and to pass the "
    "report on to the next tier."
)
DAYS = {  # from the day it was raised until it is due
    ThemeResponseKind.THEMATIC_FORUM: 120,
    ThemeResponseKind.COMMUNICATION: 30,
    ThemeResponseKind.TRAINING: 90,
    ThemeResponseKind.AUDIT: 35,
}
AGO = 45  # days since a theme came back, where its actions were closed by then


def seed_themes_returned(board, people) -> None:
    """Two themes come back: one was answered with each of the four, one waits."""
    by = people.officer
    themes = _closed_before(board)
    for number, theme in enumerate(themes[:2]):
        notice = _comes_back(board, theme, number, by)
        if notice and number == 0:
            _answered(board, notice, by)
    if themes:
        _reports(board, themes[0], by)


def _closed_before(board) -> list[Theme]:
    """Themes with closed actions, those with most of them first."""
    themes = {row.pk: row for row in Theme.objects.filter(board=board).current()}
    rows = actions_of(board, themes)
    counted = Counter(one.theme for one in rows if one.closed_on)
    return [themes[pk] for pk, _number in counted.most_common()]


def _comes_back(board, theme, number, by) -> RecurrenceNotice | None:
    """It is heard again, this month, in a source nobody acted on yet."""
    open_types = SourceType.objects.filter(board=board, restricted_to__isnull=True)
    heard = open_types.filter(kind__in=HEARD_IN).order_by("order").first()
    kind = heard or open_types.order_by("order").first()
    group = kind.responsibility.filter(restricted=False).first() or _open_group(board)
    name = f"{board.slug}/theme-{number}"
    source = raise_learning(
        board=board,
        source_type=kind,
        lead_group=group,
        sent_once=uuid5(NAMESPACE_URL, name),
        values={
            "title": f"What practitioners said about: {theme.name_en}",
            "summary": HEARD,
            "strand": kind.strand,
            "opened_on": timezone.localdate() - timedelta(AGO + 5 if not number else 3),
        },
        by=by,
    )
    tag(source=source, theme=theme, passage=HEARD, by=by)
    return RecurrenceNotice.objects.filter(theme=theme).open().first()


def _open_group(board) -> Group:
    return Group.objects.filter(board=board, restricted=False).first()


def _answered(board, notice, by) -> None:
    """Answered a few days after it came back, with each of the four."""
    today, groups = timezone.localdate(), Group.objects.filter(board=board)
    group = usual_next(by, notice, groups.filter(restricted=False), None)
    since = max(today - timedelta(AGO), notice.last_closed_on)
    notice = answer_notice(notice=notice, answer=ANSWER, version=notice.version, by=by)
    noon = timezone.localtime().replace(hour=12, minute=0)
    moment = min(noon - (today - since), timezone.now())
    _dated(notice, by, raised_at=moment, answered_at=moment)
    _dated(notice.tag, by, at=moment)
    for kind, reason in REASONS.items():
        values = {"kind": kind, "reason": reason, "group": group or _open_group(board)}
        values["due_on"] = since + timedelta(DAYS[kind])
        made = raise_response(theme=notice.theme, notice=notice, values=values, by=by)
        _dated(made, by, at=moment)
        if kind == ThemeResponseKind.COMMUNICATION:
            done = min(today, since + timedelta(28))
            finish_response(
                response=made, outcome=OUTCOME, done_on=done, version=made.version,
                by=by,
            )  # fmt: skip
        if kind == ThemeResponseKind.THEMATIC_FORUM:
            _opened(made, by)


def _dated(row, by, **moments) -> None:
    """What was said some time ago, for a demo made today."""
    for name, moment in moments.items():
        setattr(row, name, moment)
    row._history_user = by
    row.save()


def _opened(response, by) -> None:
    """The board's thematic forum or review, where its framework has one."""
    board, today = response.board, timezone.localdate()
    kinds = types_to_open(board, by, today)
    kind = next((kind for kind in kinds if kind.legal_type in THEMATIC), None)
    if kind is None:
        return
    group = Group.objects.filter(board=board, key=kind.lead_group).first()
    open_for_theme(
        response=response,
        board=board,
        kind=kind,
        values={
            "title": f"{said(kind.name)}: {response.theme.name_en}",
            "summary": response.reason,
            "reason_chosen": response.reason,
            "strand": kind.strand,
            "lead_group": group or response.group,
        },
        dates={},
        by=by,
    )


def _reports(board, theme, by) -> None:
    """One sent to the training group and forwarded; the next one being written."""
    today = timezone.localdate()
    first, middle = today - timedelta(365), today - timedelta(92)
    sent = draft_report(
        board=board,
        values={
            "title": "Themes of the last nine months",
            "first_day": first,
            "last_day": middle,
        },
        by=by,
    )
    words = COMMENTARY.format(first=theme.name_en)
    sent = change_report(
        report=sent, values={"commentary": words}, version=sent.version, by=by
    )
    _on_its_way(sent, by)
    draft_report(
        board=board,
        values={
            "title": "Themes of this quarter",
            "first_day": middle + timedelta(1),
            "last_day": today,
        },
        by=by,
    )


def _on_its_way(report, by) -> None:
    """As far as two groups: the training group, and whom it reports to."""
    reached, here = [], None
    for note in ("For your next meeting.", "For information, and for the year's plan."):
        groups = Group.objects.filter(board=report.board, restricted=False)
        groups = groups.exclude(pk__in=reached)
        following = usual_next(by, report, groups, here)
        if following is None:
            return
        send_report(
            report=report, to_group=following, from_group=here, note=note, by=by
        )
        reached.append(following.pk)
        here = following
