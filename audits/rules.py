"""Who may answer what, and when an answer is whole. No writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audits.choices import (
    EDITABLE_STATES,
    Carried,
    QuestionKindChoices,
    ReturnState,
    RoundState,
)
from boards.access import allowed
from boards.roles import Permission, RoleName


class Gap(models.TextChoices):
    """What an answer still lacks before it can be submitted."""

    ANSWER = "answer", _("Not answered")
    CONFIRM = "confirm", _("Say whether last round's answer is still true")
    NEW_WORDS = "new_words", _("Say how things are now, in new words")
    LEVEL = "level", _("Choose a rating")
    POSITION = "position", _("Write a summary of current position")
    EVIDENCE = "evidence", _("Add evidence")
    REASON = "reason", _("Say why it does not apply")


def gaps(question, answer, *, has_evidence) -> list[Gap]:
    """What the answer lacks. `has_evidence` is called only where it matters.

    CTM-45: a rating stands only with a position summary and evidence.
    """
    if answer is None:
        return [Gap.ANSWER]
    if answer.carried == Carried.UNCONFIRMED:
        return [Gap.CONFIRM]
    if answer.not_applicable and question.not_applicable_allowed:
        return [] if answer.not_applicable_reason.strip() else [Gap.REASON]
    if _nothing_said(question, answer):
        return [Gap.ANSWER]
    return [*_of_words(question, answer), *_of_support(question, answer, has_evidence)]


def _nothing_said(question, answer) -> bool:
    said = {
        QuestionKindChoices.TEXT: answer.text.strip(),
        QuestionKindChoices.YES_NO: answer.yes is not None,
        QuestionKindChoices.NUMBER: answer.number is not None,
        QuestionKindChoices.DATE: answer.day is not None,
        QuestionKindChoices.RATING: answer.level_id or answer.position.strip(),
    }
    return not said[question.kind]


def _of_words(question, answer):
    if question.is_rating and not answer.level_id:
        yield Gap.LEVEL
    if answer.carried == Carried.GONE and not _has_new_words(question, answer):
        yield Gap.NEW_WORDS


def _has_new_words(question, answer) -> bool:
    """Whether anything said differs from what was brought forward."""
    before = answer.carried_from
    fields = ("text", "position", "yes", "number", "day")
    return before is None or any(
        getattr(answer, name) != getattr(before, name) for name in fields
    )


def _of_support(question, answer, has_evidence):
    if question.kind == QuestionKindChoices.TEXT:
        return
    if question.position_required and not answer.position.strip():
        yield Gap.POSITION
    if question.evidence_required and not has_evidence():
        yield Gap.EVIDENCE


def is_editable(agency_return) -> bool:
    """Whether the agency may still change its answers.

    A closed round takes no more, but for a return the board opened again.
    """
    if agency_return.state == ReturnState.REOPENED:
        return True
    closed = agency_return.round.state == RoundState.CLOSED
    return agency_return.state in EDITABLE_STATES and not closed


def answers_any_section(user, agency_return) -> bool:
    """Leads and executives answer everywhere; contributors where nobody else does."""
    place = (agency_return.board_id, agency_return.agency_id)
    held = user.scope.agency_roles.get(place, set())
    return bool(held & {RoleName.AGENCY_LEAD, RoleName.AGENCY_EXECUTIVE})


def may_answer(user, agency_return, delegated_to_id: int | None) -> bool:
    """May this person answer in a section given to `delegated_to_id` (or nobody)?"""
    if not allowed(user, Permission.ANSWER, agency_return):
        return False
    return (
        answers_any_section(user, agency_return)
        or delegated_to_id is None
        or delegated_to_id == user.pk
    )


def speaks_for_agency(user, agency_return) -> bool:
    """Whether the person's agency is the one that answers."""
    place = (agency_return.board_id, agency_return.agency_id)
    return bool(user.scope.agency_roles.get(place))
