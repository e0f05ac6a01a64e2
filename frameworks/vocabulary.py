"""Words that packs and code share. The loader refuses any other."""

from enum import StrEnum


class Jurisdiction(StrEnum):
    ENGLAND = "england"
    WALES = "wales"


class Strand(StrEnum):
    CHILD = "child"
    ADULT = "adult"
    BOTH = "both"


class Sector(StrEnum):
    """Kind of body an agency is. Boards report returns by it."""

    LOCAL_AUTHORITY = "local_authority"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    ADULT_SOCIAL_CARE = "adult_social_care"
    HEALTH_COMMISSIONER = "health_commissioner"
    HEALTH_PROVIDER = "health_provider"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    EDUCATION = "education"
    SCHOOL = "school"
    HOUSING = "housing"
    FIRE_AND_RESCUE = "fire_and_rescue"
    THIRD_SECTOR = "third_sector"
    CARE_PROVIDER = "care_provider"
    COURTS = "courts"
    BOARD = "board"
    OTHER = "other"


class Function(StrEnum):
    """What a group does with learning (seed 000 governance; many-to-many, dated)."""

    DECIDE = "decide"
    IDENTIFY = "identify"
    SHARE = "share"
    IMPLEMENT = "implement"
    MONITOR = "monitor"


class SeatRole(StrEnum):
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    MEMBER = "member"
    ADVISER = "adviser"
    OFFICER = "officer"


class SourceKind(StrEnum):
    """Kinds of learning source the code knows; a pack's source types map to one."""

    PRACTICE_REVIEW = "practice_review"
    RAPID_REVIEW = "rapid_review"
    DISCRETIONARY_REVIEW = "discretionary_review"
    FORUM = "forum"
    CHILD_DEATH_REVIEW = "child_death_review"
    SUICIDE_REVIEW = "suicide_review"
    MULTI_AGENCY_AUDIT = "multi_agency_audit"
    SINGLE_AGENCY_AUDIT = "single_agency_audit"
    SELF_ASSESSMENT = "self_assessment"
    INSPECTION = "inspection"
    PERFORMANCE_DATA = "performance_data"
    COMPLAINTS = "complaints"
    VOICE = "voice"
    PRACTITIONER_FEEDBACK = "practitioner_feedback"
    WORKFORCE = "workforce"
    THEMATIC_REVIEW = "thematic_review"
    EXTERNAL_LEARNING = "external_learning"
    PARTNER_REPORT = "partner_report"
    OTHER = "other"


class ReturnKind(StrEnum):
    """What a questionnaire is to the board that sends it."""

    SECTION_135 = "section_135"
    SECTION_11 = "section_11"
    SECTION_175 = "section_175"
    SAFEGUARDING_ADULTS = "safeguarding_adults"
    LEARNING_AND_DEVELOPMENT_AUDIT = "learning_and_development_audit"
    PARTNER_ANNUAL_REPORT = "partner_annual_report"
    ASSURANCE_REPORT = "assurance_report"
    OTHER = "other"


class QuestionKind(StrEnum):
    RATING = "rating"
    TEXT = "text"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"


class Repeat(StrEnum):
    """How a question meets the round's own list."""

    NONE = "none"
    PRIORITIES_INSIDE = "priorities_inside"
    PER_PUBLISHED_REVIEW = "per_published_review"


class QuestionTag(StrEnum):
    VOICE_OF_THE_CHILD = "voice_of_the_child"
    PRE_VERBAL = "pre_verbal"
    COMMUNICATION = "communication"
    VOICE_OF_THE_ADULT = "voice_of_the_adult"
    GOOD_PRACTICE = "good_practice"
    IMPROVEMENT = "improvement"


class Shape(StrEnum):
    """Drawn beside a rating so that colour is never alone."""

    STAR = "star"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    RING = "ring"


class Colour(StrEnum):
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Purpose(StrEnum):
    """What a dissemination method is for (requirements annex 4)."""

    SHARE = "share"
    EMBED = "embed"
    TEST_IMPACT = "test_impact"


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class LegalType(StrEnum):
    """What a review is in law, whatever a board calls it."""

    RAPID_REVIEW = "rapid_review"
    CHILD_SAFEGUARDING_PRACTICE_REVIEW = "child_safeguarding_practice_review"
    SERIOUS_CASE_REVIEW = "serious_case_review"
    SAFEGUARDING_ADULTS_REVIEW = "safeguarding_adults_review"
    SAFEGUARDING_ADULTS_REVIEW_DISCRETIONARY = (
        "safeguarding_adults_review_discretionary"
    )
    CHILD_PRACTICE_REVIEW_CONCISE = "child_practice_review_concise"
    CHILD_PRACTICE_REVIEW_EXTENDED = "child_practice_review_extended"
    ADULT_PRACTICE_REVIEW_CONCISE = "adult_practice_review_concise"
    ADULT_PRACTICE_REVIEW_EXTENDED = "adult_practice_review_extended"
    SINGLE_UNIFIED_SAFEGUARDING_REVIEW = "single_unified_safeguarding_review"
    DOMESTIC_HOMICIDE_REVIEW = "domestic_homicide_review"
    OFFENSIVE_WEAPONS_HOMICIDE_REVIEW = "offensive_weapons_homicide_review"
    MENTAL_HEALTH_HOMICIDE_REVIEW = "mental_health_homicide_review"
    SUICIDE_REVIEW = "suicide_review"
    TABLE_TOP_REVIEW = "table_top_review"
    MULTI_AGENCY_LEARNING_REVIEW = "multi_agency_learning_review"
    PRACTITIONER_FORUM_CASE = "practitioner_forum_case"
    PRACTITIONER_FORUM_THEMATIC = "practitioner_forum_thematic"
    SINGLE_AGENCY_REVIEW = "single_agency_review"
    THEMATIC_REVIEW = "thematic_review"
    INSPECTION = "inspection"
    INSPECTION_OF_THE_BOARD = "inspection_of_the_board"
    PEER_REVIEW = "peer_review"
    NATIONAL_REVIEW = "national_review"
    REVIEW_OF_ANOTHER_AREA = "review_of_another_area"
    REVIEW_OF_ANOTHER_BOARD = "review_of_another_board"
    OTHER = "other"


class Domain(StrEnum):
    """Where an item stands in the learning cycle (HAR-2, SOL-30)."""

    IDENTIFY = "identify"
    PLAN = "plan"
    MONITOR = "monitor"
    IMPROVE = "improve"


class Weight(StrEnum):
    """How a criterion counts towards its legal test."""

    MUST = "must"
    ONE_OF = "one_of"
    CONSIDER = "consider"


class LegalTest(StrEnum):
    """How the answers to criteria add up."""

    ALL_MUST = "all_must"
    ANY = "any"
    JUDGEMENT = "judgement"


class Clock(StrEnum):
    """Days that limits run from and to. Recorded as dates, never as details."""

    AWARE = "aware"
    NOTIFIED = "notified"
    REFERRED = "referred"
    SCREENED = "screened"
    DECIDED = "decided"
    GOVERNMENT_TOLD = "government_told"
    COMMISSIONED = "commissioned"
    PANEL_APPOINTED = "panel_appointed"
    RAPID_REVIEW_SENT = "rapid_review_sent"
    PANEL_REPLIED = "panel_replied"
    LEARNING_EVENT = "learning_event"
    REPORT_RECEIVED = "report_received"
    SIGNED_OFF = "signed_off"
    REPORT_SENT = "report_sent"
    PUBLISHED = "published"
    NOTICE_RECEIVED = "notice_received"
    VISIT_ENDED = "visit_ended"
    OUTCOME_RECEIVED = "outcome_received"
    PLAN_SENT = "plan_sent"
    PRESENTED = "presented"
    CLOSED = "closed"


class Condition(StrEnum):
    """What a move of a review may need. Each has a function where it is known."""

    CRITERIA_ANSWERED = "criteria_answered"
    DECISION_RECORDED = "decision_recorded"
    DECIDED_TO_REVIEW = "decided_to_review"
    DECIDED_OTHERWISE = "decided_otherwise"
    SCOPE_WRITTEN = "scope_written"
    LEAD_DECLARED_INDEPENDENT = "lead_declared_independent"
    FAMILY_OFFERED = "family_offered"
    PRACTITIONERS_INVITED = "practitioners_invited"
    LEARNING_EVENT_HELD = "learning_event_held"
    REPORT_COMPLETE = "report_complete"
    PRINCIPLES_ANSWERED = "principles_answered"
    FINDINGS_RECORDED = "findings_recorded"
    PUBLICATION_DECIDED = "publication_decided"
    OUTCOME_RECORDED = "outcome_recorded"
    PRESENTED = "presented"
    PLAN_OR_REASON = "plan_or_reason"
    ACTIONS_EMBEDDED = "actions_embedded"
    LEARNING_SHARED = "learning_shared"
    IMPACT_FOLLOWED_UP = "impact_followed_up"


class LearningTableColumn(StrEnum):
    """Attributes of a source type that a board's own table may head and order."""

    ACTIVITY = "activity"
    CATEGORY = "category"
    WHAT_WE_LEARN = "what_we_learn"
    METHODOLOGY = "methodology"
    RESPONSIBILITY = "responsibility"
    SHARING = "sharing"
    MONITORING = "monitoring"
    STAKEHOLDERS = "stakeholders"
    PROVIDERS = "providers"
