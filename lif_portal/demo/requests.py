"""One request to agencies a board: most answer, some are late, teams say so too."""

import uuid
from datetime import timedelta

from django.utils import timezone

from dissemination.choices import Confirmation
from dissemination.services.measures import add_measure
from dissemination.services.parts import confirm, hand_in, pass_on, save_answers
from dissemination.services.requests import issue, write_request
from dissemination.services.team import acknowledge, make_link, open_link
from learning.choices import FindingKind, SourceAudience
from learning.models import Finding, SharingMethod
from lif_portal.demo.handing_in import evening
from lif_portal.demo.people import main_agency
from lif_portal.demo.words import Writer

WRITING, SILENT = 3, 4  # of every five agencies
MOST = 14  # agencies with their own people
MESSAGE = (
    "Please talk about these points in every team that works with people directly, "
    "say where they will be embedded, and confirm each step as you reach it."
)
WHERE = [
    "The assessment procedure, section 4, and the supervision template.",
    "The referral form and the guidance beside it.",
    "The induction pack and the allocation checklist.",
]
MECHANISM = [
    "Team managers take it through supervision; the policy lead changes the wording.",
    "A standing item of the monthly practice meeting until it is settled.",
    "The training calendar, with a short session for every new starter.",
]
EVALUATION = [
    "Dip sample of twenty records after six months, and again after twelve.",
    "Two questions in the staff survey, and a themed audit in spring.",
    "Supervision audit, reported to the safeguarding committee.",
]
DONE = [
    "The checklist asks for it, and managers look for it before they sign.",
    "Each team agreed one change at its meeting and named who follows it up.",
    "Added to the procedure and to the next two training days.",
]
NOT_OURS = "We do not assess households; we refer and stay in touch."
TEAMS = ["Duty team", "Night crew", "Community nurses", "Early help team", "Custody"]
CHANGES = [
    "We ask the question at every first visit and write the answer down.",
    "We look at the last three contacts together before we close anything.",
    "We ring instead of writing when the plan changes.",
]
EVIDENCE = {
    Confirmation.DISSEMINATED: "Minutes of every team meeting of the quarter.",
    Confirmation.EMBEDDED: "The procedure was reissued and the form changed.",
    Confirmation.ASSURED: "Dip sample: eighteen of twenty records show it.",
}


def seed_requests(board, people) -> None:
    """A request from what a review taught, its answers, and what was measured."""
    findings = _findings(board)
    if not findings:
        return
    writer, asker = Writer(board.slug, "passing on"), people.officer
    request = _issue(board, people, findings, asker)
    main = main_agency(board)
    for number, part in enumerate(_parts(request)):
        # Every fifth agency is silent; the one of the demo's logins still writes.
        place = WRITING if part.agency_id == main.pk else number
        if place % 5 != SILENT:
            _work(part, people.by_agency[part.agency_id], place, writer)
    _date(request, asker)
    _measure(findings, asker)


def _findings(board) -> list[Finding]:
    """What one source open to the whole board taught."""
    rows = Finding.objects.filter(
        board=board,
        source__audience=SourceAudience.BOARD,
        source__lead_group__restricted=False,
    ).exclude(kind=FindingKind.GOOD_PRACTICE)
    first = rows.select_related("source").order_by("-source__opened_on", "pk").first()
    return list(rows.filter(source=first.source)[:4]) if first else []


def _issue(board, people, findings, asker):
    source = findings[0].source
    request = write_request(
        board=board,
        values={
            "title": "Pass on and embed what we learnt this year",
            "message": MESSAGE,
            "group": source.lead_group,
            "source": source,
            "due_on": day(7),
        },
        points=[],
        findings=findings,
        sent_once=uuid.uuid4(),
        by=asker,
    )
    chosen = {main_agency(board).pk, *list(people.by_agency)[:MOST]}
    agencies = board.agencies.filter(pk__in=chosen)
    return issue(request=request, agencies=agencies, by=asker)


def day(ahead: int):
    """A day so many days from today."""
    return timezone.localdate() + timedelta(ahead)


def _parts(request):
    return list(request.parts.select_related("request", "agency").order_by("pk"))


def _work(part, staff, number, writer) -> None:
    """Answers; most are handed in, passed on and confirmed as far as they are."""
    by = staff["agency_lead"]
    part = _answer(part, number, writer, by)
    if number % 5 == WRITING:
        return
    part = hand_in(part=part, version=part.version, by=by)
    _pass_on(part, number, writer, by)
    signed = list(Confirmation)[: number % 4]
    for kind in signed:
        confirm(part=part, kind=kind, evidence=EVIDENCE[kind], by=by)
    if number < 3:
        _hear_teams(part, writer, by)


def _answer(part, number, writer, by):
    answers = {
        point.pk: {"applies": "no", "action": NOT_OURS}
        if number == 2 and place == 0
        else {"applies": "yes", "action": writer.pick(DONE)}
        for place, point in enumerate(part.request.points.all())
    }
    ways = _methods(part.board_id, "embed")
    values = {
        "where_embedded": writer.pick(WHERE),
        "mechanism": writer.pick(MECHANISM),
        "evaluation": writer.pick(EVALUATION),
        "evaluate_on": day(180),
        "methods": writer.random.sample(ways, min(2, len(ways))),
    }
    return save_answers(
        part=part, values=values, answers=answers, version=part.version, by=by
    )


def _methods(board_id, purpose) -> list[SharingMethod]:
    rows = SharingMethod.objects.filter(board=board_id, purposes__contains=[purpose])
    return list(rows)


def _pass_on(part, number, writer, by) -> None:
    ways = _methods(part.board_id, "share")
    for turn in range(1 + number % 2):
        values = {
            "method": writer.pick(ways),
            "audience": writer.pick(TEAMS),
            "on": day(-3 - turn),
            "reach": writer.random.randint(8, 90),
            "changed": writer.pick(DONE) if turn else "",
        }
        pass_on(part=part, values=values, sent_once=uuid.uuid4(), by=by)


def _hear_teams(part, writer, by) -> None:
    """Teams answer by a link of theirs; its token is known to nobody afterwards."""
    token = make_link(part=part, label="All teams", expires_on=day(60), by=by)
    link = open_link(token)
    for team in writer.random.sample(TEAMS, 2):
        values = {
            "team": team,
            "reach": writer.random.randint(4, 25),
            "will_change": writer.pick(CHANGES),
        }
        acknowledge(link=link, values=values, sent_once=uuid.uuid4())


def _date(request, asker) -> None:
    """Asked a month ago; the day was last week, so silence is late."""
    request.refresh_from_db()
    request.issued_at = evening(day(-30))
    request.due_on = day(-6)
    request._history_user = asker
    request.save()


def _measure(findings, asker) -> None:
    """One lesson shown, one overdue; the others have no strand yet."""
    shown = {
        "strand": "audit",
        "instrument": "Re-audit of twenty records, question 4",
        "baseline": "9 of 20 records",
        "baseline_on": day(-200),
        "due_on": day(-20),
        "result": "17 of 20 records",
        "result_on": day(-15),
        "meaning": "The change holds in all but one team, which is being supported.",
    }
    late = {
        "strand": "survey",
        "instrument": "Staff survey: do I know what to do?",
        "baseline": "61%",
        "baseline_on": day(-200),
        "due_on": day(-20),
    }
    for finding, values in zip(findings, (shown, late), strict=False):
        add_measure(
            finding=finding,
            agency=None,
            values=values,
            sent_once=uuid.uuid4(),
            by=asker,
        )
