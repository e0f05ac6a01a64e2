"""The last whole year on each board as an annual report, at one of its steps."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from boards.models import Agency, Board
from boards.roles import RoleName
from lif_portal.demo.annual_year import seed_year
from lif_portal.demo.words import phrases
from reporting.annual.checklist import items_of
from reporting.annual.drafting.people import member_agencies
from reporting.annual.reading import sections_of
from reporting.annual.skeletons import dates_of, skeleton_of
from reporting.choices import AnnualReportState, ContributionState, SignedBy
from reporting.models import AnnualReport
from reporting.services.annual_blocks import add_block, write_section
from reporting.services.annual_comments import circulate
from reporting.services.annual_contributions import ask_agencies, give
from reporting.services.annual_draft import freeze, refresh
from reporting.services.annual_signoff import agree, ask_sign_off, sign
from reporting.services.annual_start import start_report
from reporting.services.annual_steps import tick

# Where each board stands, and in how many days its report is due; others still write.
CIRCULATED = {"solihull": 45}
AGREED = {"hartlepool": 10}
WRITING = 90
SILENT = 5  # every fifth agency has not given yet
SIGNERS = 3


def seed_annual(board: Board, people) -> None:
    """A draft with agencies' words; on some boards circulated or agreed."""
    skeleton = skeleton_of(people.officer, board)
    if skeleton is None:
        return
    days = dates_of(skeleton.annual)
    seed_year(board, people, days.first, days.last)
    report = _started(board, people.officer, skeleton, days)
    _give(report, people, everybody=board.slug in AGREED)
    report = refresh(report=report, by=people.officer)
    if board.slug in CIRCULATED | AGREED:
        _circulated(report, people.officer)
    if board.slug in AGREED:
        _agreed(report, people)
    _tick(report, people.officer)


def _started(board, by, skeleton, days) -> AnnualReport:
    today = timezone.localdate()
    left = (CIRCULATED | AGREED).get(board.slug, WRITING)
    year = f"{days.first.year}–{days.last.year}"
    welsh = f"{skeleton.name_cy} {year}" if skeleton.name_cy else ""
    values = {
        "title_en": f"{skeleton.name_en} {year}",
        "title_cy": welsh,
        "first_day": days.first,
        "last_day": days.last,
        "due_on": max(days.due, today + timedelta(left)),
    }
    token = uuid5(NAMESPACE_URL, f"{board.slug}/annual/{year}")
    return start_report(
        board=board, template=skeleton, values=values, sent_once=token, by=by
    )


def _give(report, people, *, everybody) -> None:
    """Ask the agencies that have people; most of them give."""
    places = member_agencies(people.officer, report.board)
    asked = [row.agency for row in places if row.agency_id in people.by_agency]
    step = report.milestones.filter(key="contributions_in").first()
    due = step.due_on if step else report.due_on
    ask_agencies(report=report, agencies=asked, due_on=due, by=people.officer)
    words = phrases("annual")["contributions"]
    for number, row in enumerate(report.contributions.order_by("agency__name_en")):
        if everybody or number % SILENT != 1:
            _one(row, people, words[number % len(words)], number)


def _one(row, people, text, number) -> None:
    nothing = number % 7 == 6
    give(
        contribution=row,
        text="" if nothing else text,
        state=ContributionState.NOTHING if nothing else ContributionState.GIVEN,
        version=row.version,
        by=people.of(row.agency_id, RoleName.AGENCY_LEAD),
    )


def _circulated(report, by) -> None:
    """What no record says is written by hand; the figures stand; members read."""
    sections = sections_of(report)
    for item in items_of(report, sections):
        if item.is_lacking and item.sections:
            _fill(item, by)
    for section in report.sections.all():
        values = {"ready": True}
        write_section(section=section, values=values, version=section.version, by=by)
    freeze(report=report, frozen=True, by=by)
    until = min(timezone.localdate() + timedelta(14), report.due_on)
    circulate(report=report, until=until, by=by)


def _fill(item, by) -> None:
    section = item.sections[0]
    words = phrases("annual")["words"].get(item.key)
    if words is None:
        values = {"nothing_because": "Nothing of this kind was recorded in the year."}
        write_section(section=section, values=values, version=section.version, by=by)
        return
    add_block(
        section=section,
        values={"text_en": words},
        kind="words",
        agency=None,
        records=[],
        sent_once=uuid5(NAMESPACE_URL, f"{section.report.reference}/{item.key}"),
        by=by,
    )


def _agreed(report, people) -> None:
    """The safeguarding partners, or the first agencies, sign; the board agrees."""
    places = member_agencies(people.officer, report.board)
    placed = [row for row in places if row.agency_id in people.by_agency]
    partners = [row for row in placed if row.safeguarding_partner] or placed
    agencies = Agency.objects.filter(
        pk__in=[row.agency_id for row in partners[:SIGNERS]]
    )
    report = ask_sign_off(
        report=report,
        agencies=list(agencies),
        signed_by=SignedBy.EXECUTIVE,
        until=report.due_on,
        by=people.officer,
    )
    edition = report.editions.order_by("-number").first().number
    for row in report.sign_offs.all():
        by = people.of(row.agency_id, RoleName.AGENCY_EXECUTIVE)
        sign(sign_off=row, agreed=True, words="", edition=edition, by=by)
    agree(report=report, note="", by=people.officer)


DONE_BY = {
    AnnualReportState.DRAFT: ["agencies_asked"],
    AnnualReportState.CIRCULATED: [
        "agencies_asked", "contributions_in", "figures_frozen", "draft_circulated",
    ],
    AnnualReportState.AGREED: [
        "agencies_asked", "contributions_in", "figures_frozen", "draft_circulated",
        "comments_closed", "partners_agree",
    ],
}  # fmt: skip


def _tick(report, by) -> None:
    report.refresh_from_db()
    for step in report.milestones.filter(key__in=DONE_BY.get(report.state, [])):
        tick(step=step, done=True, by=by)
        _backdate(step, by)


def _backdate(step, by) -> None:
    """Done on the day it was due, where that day is over."""
    step.refresh_from_db()
    step.done_on = min(step.due_on, timezone.localdate())
    step._history_user = by
    step.save()
