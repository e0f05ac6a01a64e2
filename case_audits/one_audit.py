"""What the page of one audit shows a person, and what waits for them."""

from case_audits import rules
from case_audits.choices import STATE_COLOURS, ReturnState
from case_audits.comparing import drift
from case_audits.models import (
    AgencyAsk,
    AuditCase,
    AuditProposal,
    CaseAudit,
    CaseReturn,
    FollowUp,
    PassedIssue,
    Receipt,
)
from case_audits.movement import grade_counts
from learning.follow_up import next_steps
from learning.models import LearningSource
from learning.source_pages import frame_of


def page_of(user, audit) -> dict:
    """Everything on the page. Cases are listed for those who work on them."""
    works = rules.works_on(user, audit)
    runs = rules.may_run(user, audit)
    sees_source = LearningSource.objects.visible_to(user).filter(pk=audit.pk).exists()
    context = {
        "audit": audit,
        "colour": STATE_COLOURS[audit.state],
        "works": works,
        "runs": runs,
        "sees_source": sees_source,
        "frame": frame_of(user, audit.source, "case_audits:audit")
        if sees_source
        else None,
        "asks": _asks(user, audit),
        "cases": _cases(user, audit),
        "grades": grade_counts(audit) if audit.is_over else [],
        "receipt": Receipt.objects.visible_to(user).filter(audit=audit).first(),
        "issues": _issues(user, audit),
        "follow_ups": _follow_ups(user, audit),
        "steps": next_steps(user, audit.source) if works else [],
        "drift": drift(audit) if works and audit.is_together else [],
        "again": _again(user, audit),
        "before": _seen(user, CaseAudit, audit.again_of_id),
        "proposal": _seen(user, AuditProposal, audit.proposal_id),
    }
    return context | _left(audit, context)


def _asks(user, audit):
    rows = AgencyAsk.objects.visible_to(user).filter(audit=audit)
    rows = list(rows.select_related("agency"))
    for row in rows:
        row.colour = STATE_COLOURS[row.state] if row.state != "asked" else "yellow"
        row.own = rules.writes_for(user, row)
    return rows


def _cases(user, audit):
    """Cases with the returns this person reads, its own agency's first."""
    cases = list(
        AuditCase.objects.visible_to(user).filter(audit=audit).select_related("grade")
    )
    rows = CaseReturn.objects.visible_to(user).filter(audit=audit)
    rows = rows.select_related("agency", "board", "audit__source")
    returns: dict[int, list] = {case.pk: [] for case in cases}
    for row in rows:
        row.colour = STATE_COLOURS[row.state]
        row.own = rules.writes_for(user, row)
        returns.setdefault(row.case_id, []).append(row)
    for case in cases:
        own = [row for row in returns[case.pk] if row.own]
        case.own = own
        case.done = sum(row.state == ReturnState.HANDED_IN for row in returns[case.pk])
    return cases


def _issues(user, audit):
    rows = PassedIssue.objects.visible_to(user).filter(audit=audit)
    rows = list(rows.select_related("to_group", "audit"))
    for row in rows:
        row.decides = rules.may_run(user, row)
    return rows


def _follow_ups(user, audit):
    rows = FollowUp.objects.visible_to(user).filter(audit=audit)
    rows = list(rows.select_related("agency", "board", "audit__source"))
    for row in rows:
        row.colour = STATE_COLOURS.get(row.sustained, "grey")
        row.writes = rules.writes_for(user, row)
    return rows


def _seen(user, model, pk):
    """A row the audit names, where this person may know of it. No query without."""
    return model.objects.visible_to(user).filter(pk=pk).first() if pk else None


def _again(user, audit):
    """Re-audits of it, as far as the person knows of them."""
    rows = type(audit).objects.visible_to(user).filter(again_of=audit.pk)
    return list(rows.select_related("source", "board"))


def _left(audit, context) -> dict:
    """How many cases have a final grade, for those who moderate."""
    cases = context["cases"]
    return {
        "final": sum(case.is_final for case in cases),
        "meeting": getattr(audit, "meeting", None)
        if context["works"] or audit.is_together
        else None,
    }
