"""Verbs of roles.py as people read them."""

from django.utils.translation import gettext_lazy as _

from boards.roles import CHAIR, GROUP_MEMBER, ROLES
from boards.roles import Permission as P

WORDS = {
    P.MANAGE_BOARD: _("keep groups, agencies, seats and the framework"),
    P.INVITE_PEOPLE: _("invite people and end their roles"),
    P.READ_ACCESS_RECORDS: _("read who looked at what"),
    P.RAISE_LEARNING: _("raise learning"),
    P.EDIT_LEARNING_TABLE: _("change the learning table"),
    P.NOMINATE: _("name who takes a seat"),
    P.PREPARE_QUESTIONNAIRE: _("prepare questionnaires"),
    P.ISSUE_ROUND: _("send a questionnaire to agencies"),
    P.CHASE: _("remind agencies"),
    P.EXTEND: _("give an agency more time"),
    P.REOPEN: _("open a return again"),
    P.ANSWER: _("answer a return"),
    P.DELEGATE: _("give sections of a return to colleagues"),
    P.SUBMIT: _("hand in a return"),
    P.SIGN_OFF: _("sign off a return"),
    P.MODERATE: _("moderate answers"),
    P.READ_ANALYSIS: _("read the analysis of a round"),
    P.SCRUTINISE: _("challenge and support agencies"),
    P.RELEASE: _("release analysis to the board"),
    P.BUILD_DOCUMENT: _("make documents"),
    P.SEE_SEND_LOG: _("see which reminders were sent"),
    P.MANAGE_REVIEW: _("run reviews: referral, decision, panel, publication"),
    P.WRITE_FINDINGS: _("write findings and recommendations"),
    P.MANAGE_POOL: _("keep the pool of chairs and reviewers"),
    P.ANSWER_REQUEST: _("answer what a review asks of the agency"),
    P.REPLY_TO_RECOMMENDATION: _("accept or refuse a recommendation"),
    P.FILE_OWN_LEARNING: _("file the agency's own inspections, reviews and plans"),
    P.MANAGE_PLAN: _("write and agree action plans"),
    P.UPDATE_ACTION: _("say how an action goes"),
    P.REVIEW_IMPACT: _("record what an action changed"),
    P.RUN_MEETING: _("walk the plan in a meeting"),
    P.CHALLENGE_PLAN: _("challenge and support what a plan reports"),
}


def role_table() -> list[dict]:
    """Every role, what it is and what it may do."""
    roles = [*ROLES.values(), CHAIR, GROUP_MEMBER]
    return [{"role": role, "may": words_for(role)} for role in roles]


def words_for(role) -> list:
    """What a role may do, in the order of the list above."""
    return [word for verb, word in WORDS.items() if verb in role.permissions]
