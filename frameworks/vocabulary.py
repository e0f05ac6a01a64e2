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
