"""What packs say in keys about reviews, in words people read."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from frameworks.vocabulary import Clock, Condition, LegalType, Unit, Weight

LEGAL_TYPES = {
    LegalType.RAPID_REVIEW: _("Notification and rapid review"),
    LegalType.CHILD_SAFEGUARDING_PRACTICE_REVIEW: _(
        "Local child safeguarding practice review"
    ),
    LegalType.SERIOUS_CASE_REVIEW: _("Serious case review"),
    LegalType.SAFEGUARDING_ADULTS_REVIEW: _("Safeguarding adults review, mandatory"),
    LegalType.SAFEGUARDING_ADULTS_REVIEW_DISCRETIONARY: _(
        "Safeguarding adults review, discretionary"
    ),
    LegalType.CHILD_PRACTICE_REVIEW_CONCISE: _("Child practice review, concise"),
    LegalType.CHILD_PRACTICE_REVIEW_EXTENDED: _("Child practice review, extended"),
    LegalType.ADULT_PRACTICE_REVIEW_CONCISE: _("Adult practice review, concise"),
    LegalType.ADULT_PRACTICE_REVIEW_EXTENDED: _("Adult practice review, extended"),
    LegalType.SINGLE_UNIFIED_SAFEGUARDING_REVIEW: _(
        "Single unified safeguarding review"
    ),
    LegalType.DOMESTIC_HOMICIDE_REVIEW: _("Domestic homicide review"),
    LegalType.OFFENSIVE_WEAPONS_HOMICIDE_REVIEW: _("Offensive weapons homicide review"),
    LegalType.MENTAL_HEALTH_HOMICIDE_REVIEW: _("Mental health homicide review"),
    LegalType.SUICIDE_REVIEW: _("Suicide review"),
    LegalType.TABLE_TOP_REVIEW: _("Table top review"),
    LegalType.MULTI_AGENCY_LEARNING_REVIEW: _("Multi-agency learning review"),
    LegalType.PRACTITIONER_FORUM_CASE: _("Practitioner forum on a case"),
    LegalType.PRACTITIONER_FORUM_THEMATIC: _("Practitioner forum on a theme"),
    LegalType.SINGLE_AGENCY_REVIEW: _("Single-agency review"),
    LegalType.THEMATIC_REVIEW: _("Thematic review"),
    LegalType.INSPECTION: _("Inspection"),
    LegalType.INSPECTION_OF_THE_BOARD: _("Inspection of the board itself"),
    LegalType.PEER_REVIEW: _("Peer review"),
    LegalType.NATIONAL_REVIEW: _("National review"),
    LegalType.REVIEW_OF_ANOTHER_AREA: _("Review of another area"),
    LegalType.REVIEW_OF_ANOTHER_BOARD: _("Review of another board"),
    LegalType.OTHER: _("Other review"),
}

WEIGHTS = {
    Weight.MUST: _("Must be met"),
    Weight.ONE_OF: _("One of these must be met"),
    Weight.CONSIDER: _("To be weighed"),
}

CLOCKS = {
    Clock.AWARE: _("The local authority became aware"),
    Clock.NOTIFIED: _("Notified"),
    Clock.REFERRED: _("Referred"),
    Clock.SCREENED: _("Screened"),
    Clock.DECIDED: _("Decided"),
    Clock.GOVERNMENT_TOLD: _("Government told"),
    Clock.COMMISSIONED: _("Commissioned"),
    Clock.PANEL_APPOINTED: _("Panel appointed"),
    Clock.RAPID_REVIEW_SENT: _("Rapid review sent"),
    Clock.PANEL_REPLIED: _("National panel replied"),
    Clock.LEARNING_EVENT: _("Learning event held"),
    Clock.REPORT_RECEIVED: _("Report received"),
    Clock.SIGNED_OFF: _("Signed off"),
    Clock.REPORT_SENT: _("Report sent ahead of publication"),
    Clock.PUBLISHED: _("Published"),
    Clock.NOTICE_RECEIVED: _("Notice received"),
    Clock.VISIT_ENDED: _("Visit ended"),
    Clock.OUTCOME_RECEIVED: _("Outcome received"),
    Clock.PLAN_SENT: _("Plan sent"),
    Clock.PRESENTED: _("Presented"),
    Clock.CLOSED: _("Closed"),
}

CONDITIONS = {
    Condition.CRITERIA_ANSWERED: _("every criterion is answered"),
    Condition.DECISION_RECORDED: _("a decision is recorded with its reason"),
    Condition.DECIDED_TO_REVIEW: _("the decision was to review"),
    Condition.DECIDED_OTHERWISE: _("the decision was not to review"),
    Condition.SCOPE_WRITTEN: _("scope and proportionality are written down"),
    Condition.LEAD_DECLARED_INDEPENDENT: _(
        "the chair and reviewers have declared their independence"
    ),
    Condition.FAMILY_OFFERED: _("the family was offered a part"),
    Condition.PRACTITIONERS_INVITED: _("practitioners were invited"),
    Condition.LEARNING_EVENT_HELD: _("the event was held"),
    Condition.REPORT_COMPLETE: _("the report says what happened, why and what follows"),
    Condition.PRINCIPLES_ANSWERED: _("every principle is answered"),
    Condition.FINDINGS_RECORDED: _("at least one finding is recorded"),
    Condition.PUBLICATION_DECIDED: _("publication is decided on"),
    Condition.OUTCOME_RECORDED: _("the outcome is recorded"),
    Condition.PRESENTED: _("it was presented"),
    Condition.PLAN_OR_REASON: _("there is a plan, or a reason for none"),
    Condition.ACTIONS_EMBEDDED: _("every action is embedded"),
    Condition.LEARNING_SHARED: _("what was learnt was shared"),
    Condition.IMPACT_FOLLOWED_UP: _("an audit or a survey has followed it up"),
}

AFTER = {
    Unit.WORKING_DAYS: ngettext_lazy("%d working day after", "%d working days after"),
    Unit.DAYS: ngettext_lazy("%d day after", "%d days after"),
    Unit.WEEKS: ngettext_lazy("%d week after", "%d weeks after"),
    Unit.MONTHS: ngettext_lazy("%d month after", "%d months after"),
}
BEFORE = {
    Unit.WORKING_DAYS: ngettext_lazy("%d working day before", "%d working days before"),
    Unit.DAYS: ngettext_lazy("%d day before", "%d days before"),
    Unit.WEEKS: ngettext_lazy("%d week before", "%d weeks before"),
    Unit.MONTHS: ngettext_lazy("%d month before", "%d months before"),
}


def span(count: int, unit: Unit) -> str:
    """How far a limit lies from its clock: "5 working days after"."""
    words = AFTER if count > 0 else BEFORE
    return str(words[unit] % abs(count))
