"""What must be true before a review moves on, where this floor knows it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frameworks.packs import load_pack
from frameworks.vocabulary import Clock, Condition, LegalType
from learning.choices import LinkKind, SourceKindChoices
from learning.conditions import condition
from learning.models import LearningSource
from learning.process import review_type_of
from reviews.choices import (
    LEADING,
    Declaration,
    InvolvementKind,
    Outcome,
    PanelRole,
)
from reviews.independence import ties


def _rule_set(review):
    pack = load_pack(review.board.pack)
    return pack.rules_of(review_type_of(review.source), review.source.opened_on)


@condition(Condition.CRITERIA_ANSWERED)
def criteria_answered(source):
    rules = _rule_set(source.review)
    if rules is None:
        return ""
    answered = set(
        source.review.criteria.filter(rule_set=rules.key).values_list(
            "criterion", flat=True
        )
    )
    left = sum(criterion.key not in answered for criterion in rules.criteria)
    return _("Answer every criterion: %d are left.") % left if left else ""


def _latest(source):
    return source.review.decisions.first()


@condition(Condition.DECISION_RECORDED)
def decision_recorded(source):
    return "" if _latest(source) else _("Record the decision first.")


@condition(Condition.DECIDED_TO_REVIEW)
def decided_to_review(source):
    made = _latest(source)
    if made and made.outcome == Outcome.REVIEW:
        return ""
    return _("Record a decision to review first.")


@condition(Condition.DECIDED_OTHERWISE)
def decided_otherwise(source):
    made = _latest(source)
    if made and made.outcome != Outcome.REVIEW:
        return ""
    return _("Record the decision not to review first, with its reason.")


@condition(Condition.SCOPE_WRITTEN)
def scope_written(source):
    """Scope, and why its size is proportionate (SOM-10)."""
    review = source.review
    if review.scope and review.proportionality:
        return ""
    return _("Write the scope, and why the size and method are proportionate.")


@condition(Condition.LEAD_DECLARED_INDEPENDENT)
def lead_declared_independent(source):
    """A chair, as many reviewers as the type asks, all declared (CTM-9), and none
    employed by an agency that is involved, by now (WOL-8)."""
    declared = source.review.panel.live().filter(
        role__in=LEADING, declaration=Declaration.INDEPENDENT
    )
    tied = ties(source.review, declared)
    roles = [member.role for member in declared if member.user_id not in tied]
    needed = review_type_of(source).reviewers
    if PanelRole.CHAIR in roles and roles.count(PanelRole.REVIEWER) >= needed:
        return ""
    return (
        _("Appoint a chair and %d reviewer(s) who have declared their independence.")
        % needed
    )


def _involved(source, kind):
    return source.review.involvement.filter(kind=kind).exists()


@condition(Condition.FAMILY_OFFERED)
def family_offered(source):
    if _involved(source, InvolvementKind.FAMILY):
        return ""
    return _("Record at least one offer to the family to take part.")


@condition(Condition.PRACTITIONERS_INVITED)
def practitioners_invited(source):
    if _involved(source, InvolvementKind.PRACTITIONER):
        return ""
    return _("Record which practitioners were invited, by role.")


@condition(Condition.LEARNING_EVENT_HELD)
def learning_event_held(source):
    if source.dates.filter(clock=Clock.LEARNING_EVENT).exists():
        return ""
    return _("Record the day the event was held.")


@condition(Condition.REPORT_COMPLETE)
def report_complete(source):
    """What happened, why, and what will be done (WOL-4)."""
    review = source.review
    parts = {
        _("what happened"): review.what_happened,
        _("why it happened"): review.why_it_happened,
        _("what will be done"): review.what_will_be_done,
    }
    empty = [str(name) for name, text in parts.items() if not text.strip()]
    return _("The report does not say %s yet.") % ", ".join(empty) if empty else ""


@condition(Condition.PRINCIPLES_ANSWERED)
def principles_answered(source):
    asked = len(load_pack(source.board.pack).board.principles)
    answered = source.review.principles.filter(met__isnull=False).count()
    if answered >= asked:
        return ""
    return _("Answer every principle: %d are left.") % (asked - answered)


@condition(Condition.FINDINGS_RECORDED)
def findings_recorded(source):
    return "" if source.findings.exists() else _("Record at least one finding.")


@condition(Condition.PUBLICATION_DECIDED)
def publication_decided(source):
    if getattr(source.review, "publication", None):
        return ""
    return _("Decide on publication first.")


@condition(Condition.OUTCOME_RECORDED)
def outcome_recorded(source):
    """Strengths or challenges; of a peer review also what it feeds (WOL-25)."""
    inspection = getattr(source.review, "inspection", None)
    if not (inspection and (inspection.strengths or inspection.challenges)):
        return _("Record the outcome: strengths and challenges.")
    if review_type_of(source).legal_type == LegalType.PEER_REVIEW:
        return _fed_by(source, inspection)
    return ""


def _fed_by(source, inspection) -> str:
    """A peer review feeds a priority, where the board keeps any, and an outcome."""
    may_feed = source.board.priorities.exists()
    if inspection.intended_outcome and (inspection.priority_id or not may_feed):
        return ""
    return _(
        "Choose the priority the peer review feeds, and say what outcome it should "
        "lead to."
    )


@condition(Condition.PRESENTED)
def presented(source):
    if source.review.turns.filter(presented_on__isnull=False).exists():
        return ""
    return _("The presenter has not reported yet.")


# Kinds of source by which the impact of a deep dive is looked at (HAR-31).
FOLLOWING = (
    SourceKindChoices.MULTI_AGENCY_AUDIT,
    SourceKindChoices.SINGLE_AGENCY_AUDIT,
    SourceKindChoices.PRACTITIONER_FEEDBACK,
    SourceKindChoices.VOICE,
)


@condition(Condition.IMPACT_FOLLOWED_UP)
def impact_followed_up(source):
    """An audit or survey that follows this one up and found something, or ended."""
    after = LearningSource.objects.filter(
        links_out__to_source=source,
        links_out__kind=LinkKind.FOLLOWS_UP,
        kind__in=FOLLOWING,
    )
    if after.filter(Q(findings__isnull=False) | Q(closed_on__isnull=False)).exists():
        return ""
    return _(
        "Link the audit of files or the survey of practitioners that followed it up, "
        "with what it found."
    )
