"""Questionnaires to practitioners: written, opened, answered by nobody in particular,
closed (SOL-23)."""

import secrets
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.invitations import hash_of
from case_audits.board_rules import rules_of
from case_audits.choices import SurveyKind, SurveyState
from case_audits.models import (
    Survey,
    SurveyAnswer,
    SurveyInvited,
    SurveyQuestion,
    SurveySheet,
)
from learning.services.sent_once import made_before
from learning.services.versions import save_version


def write_survey(
    *, board, values: dict, questions, numbers: dict, sent_once: UUID, by
) -> Survey:
    """A draft. `questions` {text, kind}; `numbers` {agency: people asked}."""
    try:
        with transaction.atomic():
            made = Survey(board=board, sent_once=sent_once, created_by=by, **values)
            made._history_user = by
            made.save()
            _fill(made, questions, numbers, by)
            return made
    except IntegrityError:
        return made_before(Survey, sent_once, by)


@transaction.atomic
def save_survey(
    *, survey, values: dict, questions, numbers: dict, version: int, by
) -> Survey:
    """Change a draft. Raises StaleVersion; ValidationError once it is open."""
    _locked(survey, SurveyState.DRAFT)
    saved = save_version(record=survey, values=values, version=version, by=by)
    _fill(saved, questions, numbers, by)
    return saved


def _fill(survey, questions, numbers, by) -> None:
    known = {row.order: row for row in survey.questions.all()}
    for order, one in enumerate(questions, start=1):
        row = known.pop(order, None) or SurveyQuestion(survey=survey, order=order)
        row.text, row.kind, row._history_user = one["text"], one["kind"], by
        row.save()
    asked = {row.agency_id: row for row in survey.invited.all()}
    for agency, number in numbers.items():
        row = asked.pop(agency.pk, None) or SurveyInvited(survey=survey, agency=agency)
        row.number, row._history_user = number, by
        row.save()
    for row in [*known.values(), *asked.values()]:
        row._history_user = by
        row.delete()


def _locked(survey, state) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",)).select_related("group")
    found = rows.get(pk=survey.pk)
    if found.state != state:
        raise ValidationError(_("It has moved on: %s") % found.get_state_display())
    return found


@transaction.atomic
def open_survey(*, survey, by) -> Survey:
    """Open it; the board's smallest group is fixed with it.

    Raises ValidationError without questions or agencies, or where its day is over.
    """
    found = _locked(survey, SurveyState.DRAFT)
    if not found.questions.exists():
        raise ValidationError(_("It asks nothing yet."))
    if not found.invited.exists():
        raise ValidationError(_("Say how many people are asked in which agency."))
    if found.closes_on < timezone.localdate():
        raise ValidationError(_("Its last day is over: choose a later one."))
    if found.group.restricted:
        raise ValidationError(_("A restricted group asks nobody outside it."))
    found.state = SurveyState.OPEN
    found.smallest_group = rules_of(found.board).smallest_group
    return _saved(found, by)


@transaction.atomic
def close_survey(*, survey, by) -> Survey:
    """No more answers; what was collated is open to the board."""
    found = _locked(survey, SurveyState.OPEN)
    found.state = SurveyState.CLOSED
    return _saved(found, by)


@transaction.atomic
def new_link(*, invited, by) -> str:
    """A link for one agency's people; gives its token, of which only the hash is kept.
    An earlier link stops working. Raises ValidationError unless the survey is open."""
    found = SurveyInvited.objects.select_for_update().get(pk=invited.pk)
    if not found.survey.is_open:
        raise ValidationError(_("The questionnaire is not open."))
    token = secrets.token_urlsafe(32)
    found.token_hash, found._history_user = hash_of(token), by
    found.save()
    return token


def open_link(token: str) -> SurveyInvited | None:
    """What a link opens today; None where it is unknown, replaced or over."""
    rows = SurveyInvited.objects.select_related("survey__board", "agency")
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.survey.is_open else None


def answer_survey(*, invited, answers: dict, sent_once: UUID) -> SurveySheet:
    """One person's answers {question: words or choice}. The same form twice counts
    once. Raises ValidationError where more answer than were asked, or nothing is said.
    """
    said = {question: value for question, value in answers.items() if value}
    if not said:
        raise ValidationError(_("Answer at least one question."))
    try:
        with transaction.atomic():
            row = SurveyInvited.objects.select_for_update().get(pk=invited.pk)
            same = row.sheets.filter(sent_once=sent_once).first()
            if same:
                return same
            if row.sheets.count() >= row.number:
                said_so = _("As many people have answered as were asked.")
                raise ValidationError(said_so)
            return _sheet(row, said, sent_once)
    except IntegrityError as problem:
        again = _("This form was used already. Open the link again.")
        raise ValidationError(again) from problem


def _sheet(row, said, sent_once):
    sheet = row.sheets.create(sent_once=sent_once)
    # One row for each answer; nothing of who or when.
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            sheet=sheet,
            question=question,
            said="" if question.kind == SurveyKind.WORDS else value,
            words=value if question.kind == SurveyKind.WORDS else "",
        )
        for question, value in said.items()
    )
    return sheet


def _saved(found, by):
    found.version += 1
    found._history_user = by
    found.save()
    return found
