"""Who may do what: read this page with a board manager.

A role is held on one board. Roles of an agency reach only that agency's rows.
Chairs hold their extra rights over rows of the groups they chair.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Verbs. Every view that changes something names one."""

    MANAGE_BOARD = "manage_board"
    INVITE_PEOPLE = "invite_people"
    READ_ACCESS_RECORDS = "read_access_records"
    RAISE_LEARNING = "raise_learning"
    EDIT_LEARNING_TABLE = "edit_learning_table"
    NOMINATE = "nominate"
    PREPARE_QUESTIONNAIRE = "prepare_questionnaire"
    ISSUE_ROUND = "issue_round"
    CHASE = "chase"
    EXTEND = "extend"
    REOPEN = "reopen"
    ANSWER = "answer"
    DELEGATE = "delegate"
    SUBMIT = "submit"
    SIGN_OFF = "sign_off"
    MODERATE = "moderate"
    READ_ANALYSIS = "read_analysis"
    SCRUTINISE = "scrutinise"
    RELEASE = "release"
    BUILD_DOCUMENT = "build_document"
    SEE_SEND_LOG = "see_send_log"
    MANAGE_REVIEW = "manage_review"
    WRITE_FINDINGS = "write_findings"
    MANAGE_POOL = "manage_pool"
    ANSWER_REQUEST = "answer_request"
    REPLY_TO_RECOMMENDATION = "reply_to_recommendation"
    FILE_OWN_LEARNING = "file_own_learning"
    MANAGE_PLAN = "manage_plan"
    UPDATE_ACTION = "update_action"
    REVIEW_IMPACT = "review_impact"
    RUN_MEETING = "run_meeting"
    CHALLENGE_PLAN = "challenge_plan"


class RoleName(StrEnum):
    """Stored with a membership. Never rename one: rows hold it."""

    BUSINESS_UNIT = "business_unit"
    BOARD_MEMBER = "board_member"
    AGENCY_LEAD = "agency_lead"
    AGENCY_EXECUTIVE = "agency_executive"
    AGENCY_CONTRIBUTOR = "agency_contributor"
    TRAINING_OFFICER = "training_officer"
    PRACTITIONER = "practitioner"
    REVIEWER = "reviewer"

    @property
    def label(self):
        return ROLES[self].name

    @classmethod
    def choices(cls):
        return [(role.value, ROLES[role].name) for role in cls]

    @classmethod
    def for_an_agency(cls) -> list[str]:
        """Roles that speak for an agency and so must name it."""
        return [role.value for role in cls if ROLES[role].own_agency_only]


@dataclass(frozen=True)
class Role:
    """A role in words, and the verbs it may use."""

    name: str
    description: str
    permissions: frozenset[Permission]
    own_agency_only: bool = False


P = Permission
ROLES: dict[RoleName, Role] = {
    RoleName.BUSINESS_UNIT: Role(
        _("Business unit officer"),
        _(
            "Runs the board's framework: people, groups, questionnaires, rounds, "
            "chasing, moderation, documents. Never reads a draft return or "
            "anything of a restricted group it does not sit on."
        ),
        frozenset(
            {
                P.MANAGE_BOARD,
                P.INVITE_PEOPLE,
                P.READ_ACCESS_RECORDS,
                P.RAISE_LEARNING,
                P.EDIT_LEARNING_TABLE,
                P.NOMINATE,
                P.PREPARE_QUESTIONNAIRE,
                P.ISSUE_ROUND,
                P.CHASE,
                P.EXTEND,
                P.REOPEN,
                P.MODERATE,
                P.READ_ANALYSIS,
                P.SCRUTINISE,
                P.RELEASE,
                P.BUILD_DOCUMENT,
                P.SEE_SEND_LOG,
                P.MANAGE_REVIEW,
                P.WRITE_FINDINGS,
                P.MANAGE_POOL,
                P.MANAGE_PLAN,
                P.UPDATE_ACTION,
                P.REVIEW_IMPACT,
                P.RUN_MEETING,
                P.CHALLENGE_PLAN,
            }
        ),
    ),  # fmt: skip
    RoleName.BOARD_MEMBER: Role(
        _("Board member"),
        _("Reads released analysis, challenges and supports agencies."),
        frozenset(
            {
                P.RAISE_LEARNING,
                P.READ_ANALYSIS,
                P.SCRUTINISE,
                P.BUILD_DOCUMENT,
                P.CHALLENGE_PLAN,
            }
        ),
    ),
    RoleName.AGENCY_LEAD: Role(
        _("Agency lead"),
        _("Answers for the agency: returns, delegation, submission, nominations."),
        frozenset(
            {
                P.ANSWER,
                P.DELEGATE,
                P.SUBMIT,
                P.NOMINATE,
                P.RAISE_LEARNING,
                P.BUILD_DOCUMENT,
                P.ANSWER_REQUEST,
                P.REPLY_TO_RECOMMENDATION,
                P.FILE_OWN_LEARNING,
                P.UPDATE_ACTION,
            }
        ),
        own_agency_only=True,
    ),  # fmt: skip
    RoleName.AGENCY_EXECUTIVE: Role(
        _("Agency executive"),
        _("Reads what changed in the agency's return and signs it off."),
        frozenset(
            {
                P.ANSWER,
                P.SIGN_OFF,
                P.SUBMIT,
                P.BUILD_DOCUMENT,
                P.REPLY_TO_RECOMMENDATION,
                P.UPDATE_ACTION,
            }
        ),
        own_agency_only=True,
    ),
    RoleName.AGENCY_CONTRIBUTOR: Role(
        _("Agency contributor"),
        _("Answers the sections given to them. Cannot submit."),
        frozenset({P.ANSWER, P.BUILD_DOCUMENT, P.ANSWER_REQUEST, P.UPDATE_ACTION}),
        own_agency_only=True,
    ),
    RoleName.TRAINING_OFFICER: Role(
        _("Training officer"),
        _("Runs the board's training. Reads released analysis."),
        frozenset({P.RAISE_LEARNING, P.READ_ANALYSIS, P.BUILD_DOCUMENT}),
    ),
    RoleName.PRACTITIONER: Role(
        _("Practitioner"), _("Reads what the board shares with everyone."), frozenset()
    ),
    RoleName.REVIEWER: Role(
        _("Reviewer or panel member"),
        _("Sees the review they are named to, and nothing else."),
        frozenset(),
    ),
}

CHAIR = Role(
    _("Chair or deputy chair of a group"),
    _("Over rows of the groups they chair: moderates, raises learning, challenges."),
    frozenset({P.MODERATE, P.READ_ANALYSIS, P.RAISE_LEARNING, P.SCRUTINISE,
               P.BUILD_DOCUMENT, P.MANAGE_REVIEW, P.WRITE_FINDINGS, P.MANAGE_POOL,
               P.MANAGE_PLAN, P.UPDATE_ACTION, P.REVIEW_IMPACT, P.RUN_MEETING,
               P.CHALLENGE_PLAN}),
)  # fmt: skip
GROUP_MEMBER = Role(
    _("Member of a group"),
    _("Over rows of the groups they sit on: reads them and raises learning."),
    frozenset({P.READ_ANALYSIS, P.RAISE_LEARNING, P.MODERATE, P.BUILD_DOCUMENT,
               P.CHALLENGE_PLAN}),
)  # fmt: skip
