"""Steps that tests of audits share: an audit asked, written, handed in, graded."""

import datetime
import uuid
from html import unescape

from django.urls import reverse
from django.utils import timezone

from case_audits.models import CaseAudit
from case_audits.services import audits, joint, returns, samples

VOICES = ("child", "family", "practitioner")


def today():
    return timezone.localdate()


def in_days(number):
    return today() + datetime.timedelta(number)


def url(name, *where):
    """A page of the first board."""
    return reverse(f"case_audits:{name}", args=["alpha", *where])


def of(audit, name, *more):
    return url(name, audit.source.reference, *more)


def text(page) -> str:
    return " ".join(unescape(page.content.decode()).split())


def opened(side, **values):
    """An audit of the quality group, before its cases are chosen."""
    plain = {
        "title": "Neglect seen early",
        "scope": "How soon it was recognised",
        "strand": "child",
        "lead_group": side.group,
        "edition": side.audit_tool,
        "meeting_on": in_days(90),
    }
    more = {
        "proposal": values.pop("proposal", None),
        "again_of": values.pop("again_of", None),
    }
    return audits.open_audit(
        board=side.board,
        values=plain | values,
        sent_once=uuid.uuid4(),
        by=side.officer,
        **more,
    )


def drawn(side, audit, size=2):
    values = {
        "frame": "Closed to early help this year",
        "list_agency": side.agency,
        "sampling": "random",
        "why_these": "",
        "lines": list(range(1, 41)),
        "size": size,
    }
    found = samples.set_frame(
        audit=audit, values=values, version=audit.version, by=side.officer
    )
    return samples.draw(audit=found, by=side.officer)


def asked(side, audit, accept=True):
    """Both agencies are asked, and accept."""
    both = [(side.agency, side.lead), (side.other_agency, side.other_lead)]
    found = audits.ask(
        audit=audit,
        agencies=[agency for agency, _lead in both],
        due_on=in_days(21),
        by=side.officer,
    )
    for agency, lead in both if accept else ():
        row = found.asks.get(agency=agency)
        returns.answer_ask(ask=row, accept=True, reason="", by=lead)
    return found


def typed(case_return, grade=2, said="yes", **values):
    """What the form of a return sends, complete but for what is told otherwise."""
    edition = case_return.audit.edition
    grades = {one.order: one.pk for one in edition.grades.all()}
    sent = {
        "version": case_return.version,
        "went_well": "Seen alone",
        "to_improve": "Share the plan",
        "impact": "Safer",
        "grade": grades[grade],
    }
    for question in edition.questions.all():
        sent[f"words_{question.pk}"] = "The plan shows it"
        if question.kind != "words":
            chosen = grades[grade] if question.kind == "grade" else said
            sent[f"choice_{question.pk}"] = chosen
    for voice in VOICES:
        sent[f"heard_{voice}"] = f"{voice} was heard"
        sent[f"heard_by_{voice}"] = "Support worker"
        sent[f"acted_on_{voice}"] = "The plan changed"
    return sent | values


def handed_in(case_return, by, grade=2, said="yes", voices=VOICES):
    """Written and handed in through the services."""
    edition = case_return.audit.edition
    grades = {one.order: one for one in edition.grades.all()}
    answers = {
        one.pk: {
            "grade_id": grades[grade].pk if one.kind == "grade" else None,
            "said": said if one.kind == "yes_no" else "",
            "words": "The plan shows it",
        }
        for one in edition.questions.all()
    }
    told = {
        voice: {
            "heard": "Was asked" if voice in voices else "",
            "heard_by": "Support worker" if voice in voices else "",
            "acted_on": "",
            "absent": "" if voice in voices else "Not safe to ask",
        }
        for voice in VOICES
    }
    values = {"unknown": False, "went_well": "Seen alone", "to_improve": "Share it",
              "impact": "Safer", "grade": grades[grade]}  # fmt: skip
    saved = returns.save_return(
        case_return=case_return, values=values, answers=answers, voices=told,
        version=case_return.version, by=by,
    )  # fmt: skip
    return returns.hand_in(case_return=saved, version=saved.version, by=by)


def in_joint_stage(side, grades=(2, 3), said=("yes", "no"), **values):
    """An audit every case of which both agencies handed in."""
    audit = asked(side, drawn(side, opened(side, **values)))
    leads = [(side.agency, side.lead), (side.other_agency, side.other_lead)]
    for (agency, lead), grade, word in zip(leads, grades, said, strict=True):
        for row in audit.returns.filter(agency=agency):
            handed_in(row, lead, grade, word)
    return audits.begin_joint(audit=audit, by=side.officer)


def received(side, grade=2, **values):
    """An audit whose cases are graded, received by its group."""
    audit = in_joint_stage(side, **values)
    final = audit.edition.grades.get(order=grade)
    for case in audit.cases.all():
        joint.grade_case(
            case=case, grade=final, reason="Agreed together",
            version=case.version, by=side.chair,
        )  # fmt: skip
    said = {
        "report": "Two cases read by two agencies",
        "received_on": today(),
        "decision": "Change the plan",
        "board_on": None,
    }
    audits.receive(audit=audit, values=said, by=side.chair)
    return CaseAudit.objects.get(pk=audit.pk)
