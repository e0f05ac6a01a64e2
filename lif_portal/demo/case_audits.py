"""Audits of one board: a programme, an audit and its re-audit, two under way."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from boards.models import Group
from boards.roles import RoleName
from case_audits.choices import AnswerKind, Said, Sampling, VoiceOf
from case_audits.models import CaseAudit, ToolEdition
from case_audits.pack_tools import offered
from case_audits.services import audits, joint, programme, returns, samples, tools
from learning.services.findings import add_finding
from lif_portal.demo.case_audits_agencies import seed_singles, seed_surveys
from lif_portal.demo.people import main_agency
from lif_portal.demo.words import Writer, phrases

OLD, RECENT = -420, -75  # days from today when the audit and its re-audit began


@dataclass
class Scene:
    """Who audits on one board, with what."""

    board: object
    people: object
    group: Group
    tool: ToolEdition
    agencies: list
    writer: Writer
    words: dict

    @property
    def officer(self):
        return self.people.officer

    def lead(self, agency):
        return self.people.of(agency.pk, RoleName.AGENCY_LEAD)


def seed_case_audits(board, people) -> None:
    """Everything the pages of audits show."""
    scene = _scene(board, people)
    proposals = _programme(scene)
    before = _audit(scene, scene.words["titles"][0], OLD, strength=0)
    _receive(scene, before, OLD + 110)
    _close(scene, before, OLD + 125)
    again = _audit(scene, scene.words["titles"][1], RECENT, strength=1, again_of=before)
    _receive(scene, again, -5)
    _audit(scene, scene.words["titles"][2], -40, strength=0, stop="joint")
    asked = {"stop": "asked", "proposal": proposals[0]}
    _audit(scene, proposals[0].title, -12, strength=0, **asked)
    seed_singles(scene)
    seed_surveys(scene)


def day(ahead: int):
    return timezone.localdate() + timedelta(ahead)


def _scene(board, people) -> Scene:
    first = board.questionnaires.filter(moderator__isnull=False).order_by("pk").first()
    group = first.moderator if first else Group.objects.of(board).first()
    words = phrases("case_audits")
    main = main_agency(board)
    others = [a for a in board.agencies.order_by("pk") if a.sector != "school"]
    agencies = [main, *(a for a in others if a.pk != main.pk)]
    agencies = [a for a in agencies if a.pk in people.by_agency][:4]
    made = [_tool(board, people.officer, facts) for facts in offered(board)]
    writer = Writer(board.slug, "audits")
    return Scene(board, people, group, made[0], agencies, writer, words)


def _tool(board, by, facts) -> ToolEdition:
    made = tools.write_tool(
        board=board,
        values={"name": facts.name},
        questions=facts.asked,
        grades=facts.scale,
        sent_once=uuid.uuid4(),
        by=by,
    )
    return tools.issue_tool(edition=made, by=by)


def _programme(scene):
    """Themes of agencies: two scheduled and approved, one declined, two wait."""
    made = []
    for number, facts in enumerate(scene.words["proposals"]):
        agency = scene.agencies[number % len(scene.agencies)]
        values = {**facts, "group": scene.group, "agency": agency}
        made.append(
            programme.propose(
                board=scene.board,
                values=values,
                sent_once=uuid.uuid4(),
                by=scene.lead(agency),
            )
        )
    year = timezone.localdate().year
    for number, one in enumerate(made[:2]):
        made[number] = programme.schedule(
            proposal=one,
            year=year,
            starts_on=day(-12 + 60 * number),
            meeting_on=day(75 + 90 * number),
            reason=scene.words["rationales"][number],
            version=one.version,
            by=scene.officer,
        )
    programme.decline(
        proposal=made[2],
        reason=scene.words["declined"],
        version=made[2].version,
        by=scene.officer,
    )
    found = made[0].programme
    found.refresh_from_db()
    programme.approve(
        programme=found,
        approved_on=day(-20),
        approved_note="Agreed, with one place kept for what turns up.",
        version=found.version,
        by=scene.officer,
    )
    return made


def _audit(scene, title, begun, *, strength, stop="", again_of=None, proposal=None):
    values = {
        "title": title,
        "scope": scene.words["scope"],
        "strand": scene.board.strand,
        "lead_group": scene.group,
        "edition": scene.tool,
        "meeting_on": proposal.meeting_on if proposal else day(begun + 120),
    }
    audit = audits.open_audit(
        board=scene.board,
        values=values,
        sent_once=uuid.uuid4(),
        by=scene.officer,
        again_of=again_of,
        proposal=proposal,
    )
    _sample(scene, audit)
    audit = audits.ask(
        audit=audit, agencies=scene.agencies, due_on=day(20), by=scene.officer
    )
    for number, agency in enumerate(scene.agencies):
        _answer(scene, audit, agency, number, strength, stop)
    if stop != "asked":
        audit = audits.begin_joint(audit=audit, by=scene.officer)
        _meet(scene, audit, begun + 60)
    if not stop:
        _moderate(scene, audit, strength)
    return _dated(audit, scene.officer, begun)


def _sample(scene, audit) -> None:
    values = {
        "frame": scene.words["frame"],
        "list_agency": scene.agencies[0],
        "sampling": Sampling.RANDOM,
        "why_these": "",
        "lines": list(range(1, 61)),
        "size": 4,
    }
    found = samples.set_frame(
        audit=audit, values=values, version=audit.version, by=scene.officer
    )
    found = samples.draw(audit=found, by=scene.officer)
    line = found.cases.first().line
    samples.leave_out(
        audit=found, line=line, reason=scene.words["left_out"], by=scene.officer
    )


def _answer(scene, audit, agency, number, strength, stop) -> None:
    """Most accept and hand in; where it still runs the first agency is writing."""
    by, ask = scene.lead(agency), audit.asks.get(agency=agency)
    if stop == "asked" and number == 2:
        return
    accept = not (number == 3)
    reason = "" if accept else scene.words["cannot"]
    returns.answer_ask(ask=ask, accept=accept, reason=reason, by=by)
    if not accept:
        return
    for place, row in enumerate(audit.returns.filter(agency=agency)):
        if stop == "asked" and number == 0 and place > 1:
            continue
        _write(
            scene,
            row,
            by,
            strength,
            number + place,
            hand_in=not (stop == "asked" and (number == 0 or place > 2)),
        )


def _write(scene, row, by, strength, turn, *, hand_in) -> None:
    grades, pick = list(scene.tool.grades.all()), scene.writer.pick
    level = min(len(grades) - 1, max(0, 2 - strength + (turn % 2)))
    said = [Said.NO, Said.PARTLY, Said.YES][min(2, strength + turn % 2)]
    answers = {
        one.pk: {
            "grade_id": grades[level].pk if one.kind == AnswerKind.GRADE else None,
            "said": said if one.kind == AnswerKind.YES_NO else "",
            "words": pick(scene.words["shows"]),
        }
        for one in scene.tool.questions.all()
    }
    values = {
        "unknown": False,
        "went_well": pick(scene.words["well"]),
        "to_improve": pick(scene.words["improve"]),
        "impact": pick(scene.words["impact"]),
        "grade": grades[level],
    }
    saved = returns.save_return(
        case_return=row, values=values, answers=answers,
        voices=_voices(scene, turn), version=row.version, by=by,
    )  # fmt: skip
    if hand_in:
        returns.hand_in(case_return=saved, version=saved.version, by=by)


def _voices(scene, turn) -> dict:
    found = {}
    for voice in VoiceOf:
        facts = scene.words["voices"][voice.value]
        heard = voice != VoiceOf.FAMILY or turn % 2
        found[voice.value] = {
            "heard": facts["heard"] if heard else "",
            "heard_by": facts["by"] if heard else "",
            "acted_on": facts["acted_on"] if heard else "",
            "absent": "" if heard else facts["absent"],
        }
    return found


def _meet(scene, audit, on) -> None:
    people = [
        {"agency": agency, "role": role, "number": 1 + place % 3}
        for agency in scene.agencies[:3]
        for place, role in enumerate(scene.words["roles"])
    ]
    values = {"on": day(min(on, -1)), "notes": scene.words["meeting"]}
    joint.save_meeting(
        audit=audit, values=values, people=people, version=1, by=scene.officer
    )


def _moderate(scene, audit, strength) -> None:
    grades = list(scene.tool.grades.all())
    family = {"heard": "", "heard_by": "", "acted_on": ""}
    family["absent"] = scene.words["voices"]["family"]["absent"]
    for place, case in enumerate(audit.cases.all()):
        pick = scene.writer.pick
        values = {
            "together": pick(scene.words["together"]),
            "impact": pick(scene.words["impact"]),
            "learnt": pick(scene.words["learnt"]),
        }
        case = joint.save_joint(
            case=case, values=values, voices={VoiceOf.FAMILY: family},
            version=case.version, by=scene.officer,
        )  # fmt: skip
        level = max(0, min(len(grades) - 1, 2 - strength + (place == 3)))
        joint.grade_case(
            case=case, grade=grades[level], reason=scene.words["why_grade"],
            version=case.version, by=scene.officer,
        )  # fmt: skip
    for facts in scene.words["findings"]:
        add_finding(source=audit.source, values=dict(facts), by=scene.officer)


def _dated(audit, by, begun) -> CaseAudit:
    """As if it had begun that day."""
    audit = CaseAudit.objects.select_related("source__lead_group", "board").get(
        pk=audit.pk
    )
    now = timezone.now()
    audit.source.opened_on, audit.source._history_user = day(begun), by
    audit.source.save()
    audit.drawn_at, audit.due_on = now + timedelta(begun + 3), day(begun + 32)
    audit._history_user = by
    audit.save()
    for row in audit.returns.filter(handed_in_at__isnull=False):
        row.handed_in_at = now + timedelta(min(begun + 25, -1))
        row._history_user = by
        row.save()
    audit.source.events.update(on=day(begun), at=now + timedelta(begun))
    return audit


def _receive(scene, audit, on) -> None:
    values = {
        "report": scene.words["report"],
        "received_on": day(on),
        "decision": scene.words["decision"],
        "board_on": day(on + 14),
    }
    audits.receive(audit=audit, values=values, by=scene.officer)
    issue = audits.pass_issue(
        audit=audit,
        values={"to_group": scene.group, "issue": scene.words["issue"]},
        sent_once=uuid.uuid4(),
        by=scene.officer,
    )
    issue.passed_on, issue._history_user = day(on), scene.officer
    issue.save()
    if on < -30:
        said = {
            "decision": scene.words["issue_decision"],
            "decided_on": day(on + 30),
            "board_on": day(on + 60),
        }
        audits.decide_issue(
            issue=issue, values=said, version=issue.version, by=scene.officer
        )


def _close(scene, audit, on) -> None:
    audit = audits.close_audit(
        audit=CaseAudit.objects.get(pk=audit.pk),
        months=[6, 12],
        again_on=day(RECENT),
        version=CaseAudit.objects.get(pk=audit.pk).version,
        by=scene.officer,
    )
    audit.source.closed_on, audit.source._history_user = day(on), scene.officer
    audit.source.save()
    today = timezone.localdate()
    for number, row in enumerate(audit.follow_ups.all()):
        row.due_on = row.due_on - (today - day(on))
        row._history_user = scene.officer
        row.save()
        if row.due_on < today and number != 1:
            said = {
                "sustained": "yes" if number % 2 else "partly",
                "words": scene.writer.pick(scene.words["lasted"]),
            }
            by = scene.lead(row.agency)
            audits.say_follow_up(follow_up=row, values=said, version=row.version, by=by)
