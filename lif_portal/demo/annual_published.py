"""The year before as a published annual report; comments on the one members read."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from boards.models import Agency, Board, Membership
from boards.roles import RoleName
from frameworks.calendar import add_months
from lif_portal.demo.words import phrases
from reporting.annual.checklist import items_of
from reporting.annual.reading import sections_of
from reporting.annual.skeletons import dates_of, skeleton_of
from reporting.choices import AnnualReportState, CommentState, SignedBy
from reporting.models import AnnualReport
from reporting.services.annual_blocks import add_block, remove_block, write_section
from reporting.services.annual_comments import answer_comment, circulate, comment
from reporting.services.annual_publish import final_edition, publish
from reporting.services.annual_signoff import agree, ask_sign_off, sign
from reporting.services.annual_start import start_report

SIGNERS = 2


def seed_annual_published(board: Board, people) -> None:
    """Last but one year for the public; comments and answers where members read."""
    skeleton = skeleton_of(people.officer, board)
    if skeleton is None:
        return
    _published(board, people, skeleton)
    for report in board.annual_reports.filter(state=AnnualReportState.CIRCULATED):
        _comments(report, people)


def _token(report_or_board, name):
    return uuid5(NAMESPACE_URL, f"{report_or_board}/{name}")


def _published(board, people, skeleton) -> None:
    report = _year_before(board, people.officer, skeleton)
    _written(report, people.officer)
    until = timezone.localdate()
    circulate(report=report, until=until, by=people.officer)
    partners = _partners(board, people)
    report = ask_sign_off(
        report=report, agencies=partners, signed_by=SignedBy.EXECUTIVE, until=until,
        by=people.officer,
    )  # fmt: skip
    edition = report.editions.order_by("-number").first().number
    for row in report.sign_offs.all():
        by = people.of(row.agency_id, RoleName.AGENCY_EXECUTIVE)
        sign(sign_off=row, agreed=True, words="", edition=edition, by=by)
    report = agree(report=report, note="", by=people.officer)
    publish(
        report=report, edition=final_edition(report).number, by=people.officers[1],
        note="Names of bodies and groups, of no person.",
    )  # fmt: skip


def _year_before(board, by, skeleton) -> AnnualReport:
    days = dates_of(skeleton.annual)
    first = add_months(days.first, -12)
    year = f"{first.year}–{days.first.year}"
    welsh = f"{skeleton.name_cy} {year}" if skeleton.name_cy else ""
    values = {
        "title_en": f"{skeleton.name_en} {year}",
        "title_cy": welsh,
        "first_day": first,
        "last_day": days.first - timedelta(days=1),
        "due_on": add_months(days.due, -12),
    }
    return start_report(
        board=board, template=skeleton, values=values,
        sent_once=_token(board.slug, f"annual/{year}"), by=by,
    )  # fmt: skip


def _written(report, by) -> None:
    """Words for what no record says; the rest says why there is nothing."""
    _by_hand(report, by)
    words = phrases("annual")["words"]
    for item in items_of(report, sections_of(report)):
        if not (item.is_lacking and item.sections):
            continue
        section = item.sections[0]
        section.refresh_from_db()
        if text := words.get(item.key):
            add_block(
                section=section, values={"text_en": text}, kind="words", agency=None,
                records=[], sent_once=_token(report.reference, item.key), by=by,
            )  # fmt: skip
        else:
            said = {"nothing_because": "Nothing of this kind was recorded in the year."}
            write_section(section=section, values=said, version=section.version, by=by)


def _by_hand(report, by) -> None:
    """The portal was not used that year: sentences drawn from no record go."""
    said = phrases("annual_published")["words"]
    for section in sections_of(report):
        for block in section.standing:
            if block.drawn_by and not block.records:
                remove_block(block=block, removed=True, by=by)
        for name in section.draws_on:
            if name in said:
                _paragraph(section, name, said[name], by)


def _paragraph(section, name, text, by) -> None:
    add_block(
        section=section, values={"text_en": text}, kind="words", agency=None,
        records=[], by=by,
        sent_once=_token(section.report.reference, f"{section.key}/{name}"),
    )  # fmt: skip


def _partners(board, people) -> list[Agency]:
    links = board.agency_links.filter(agency__in=people.by_agency)
    links = links.order_by("-statutory", "agency__name_en").select_related("agency")
    return [link.agency for link in links[:SIGNERS]]


SAID = [
    (
        "Could this say how many people took part?",
        CommentState.TAKEN,
        "Yes: the number of people stands in the next edition.",
    ),
    (
        "I would move this to the front: it is what the public asks us first.",
        CommentState.NOT_TAKEN,
        "The order of the sections is the one the board agreed in its framework.",
    ),
    ("Good and clear. Say which measure shows it.", CommentState.OPEN, ""),
]


def _comments(report, people) -> None:
    """Three members, one paragraph each; the editor has answered two."""
    members = Membership.objects.live().filter(
        board=report.board, role=RoleName.BOARD_MEMBER
    )
    readers = [one.user for one in members.select_related("user")[: len(SAID)]]
    sections = [one for one in sections_of(report) if one.standing]
    for number, (text, state, answer) in enumerate(SAID):
        section = sections[number * 2 % len(sections)]
        block = section.standing[0]
        made = comment(
            report=report, section=section, block=block, about=block.text_en[:150],
            text=text, edition=report.editions.first().number,
            sent_once=_token(report.reference, f"comment/{number}"),
            by=readers[number % len(readers)],
        )  # fmt: skip
        if state != CommentState.OPEN:
            answer_comment(comment=made, state=state, answer=answer, by=people.officer)
