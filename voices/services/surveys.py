"""Writing surveys: a survey, its years, its results, pasted at once or one by one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from frameworks.vocabulary import SourceKind
from learning.services.versions import save_version
from voices.choices import Given
from voices.facts import facts_of
from voices.models import Survey, SurveyEdition, SurveyQuestion, SurveyResult, Wording
from voices.services.opening import change_both, open_with


def open_survey(
    *, board, values: dict, by, sent_once=None, source_key: str = ""
) -> Survey:
    """A survey on the spine, with no year yet (HAR-13, SOL-15)."""
    key = source_key or facts_of(board).rules.voice_source
    return open_with(
        board=board,
        kind=SourceKind.VOICE,
        source_key=key,
        values=values,
        make=lambda source, rest: Survey(source=source, board=board, **rest),
        by=by,
        sent_once=sent_once,
    )


def change_survey(*, survey, values: dict, version: int, by) -> Survey:
    """Correct what is said of it. Raises StaleVersion."""
    return change_both(record=survey, values=values, version=version, by=by)


@transaction.atomic
def add_year(*, survey, values: dict, by) -> SurveyEdition:
    """The survey of one year; the same year twice is one. Raises ValidationError."""
    Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.editions.filter(year__iexact=values["year"].strip()).exists():
        raise ValidationError({"year": _("This year is there already.")})
    made = SurveyEdition(survey=survey, **values)
    made._history_user = by
    made.save()
    return made


@transaction.atomic
def change_year(*, edition, values: dict, version: int, by) -> SurveyEdition:
    """Correct a year. Raises StaleVersion, ValidationError."""
    others = edition.survey.editions.exclude(pk=edition.pk)
    if others.filter(year__iexact=values["year"].strip()).exists():
        raise ValidationError({"year": _("This year is there already.")})
    return save_version(record=edition, values=values, version=version, by=by)


@transaction.atomic
def put_results(*, edition, rows: list[dict], by) -> list[SurveyResult]:
    """All rows or none. Each has `text`, `question` (a question of the survey whose
    other words these are, or None for a new one), `phase`, `answered`, `given`,
    `number`. A row that is there already takes the new numbers.

    Raises ValidationError where a row does not add up.
    """
    survey = Survey.objects.select_for_update().get(pk=edition.survey_id)
    words = _Words(survey, by)
    return [_put(edition, words.of(row), row, by) for row in rows]


class _Words:
    """The wordings of one survey, made where they are new."""

    def __init__(self, survey, by):
        self.survey, self.by = survey, by
        known = Wording.objects.filter(question__survey=survey)
        self.known = {one.text.casefold(): one for one in known}
        self.last = max((q.number for q in survey.questions.all()), default=0)

    def of(self, row) -> Wording:
        text = row["text"].strip()
        found = self.known.get(text.casefold())
        if found is None:
            found = Wording(question=row.get("question") or self._new(), text=text)
            self._save(found)
            self.known[text.casefold()] = found
        return found

    def _new(self) -> SurveyQuestion:
        self.last += 1
        made = SurveyQuestion(survey=self.survey, number=self.last)
        self._save(made)
        return made

    def _save(self, made):
        made._history_user = self.by
        made.save()


def _put(edition, wording, row, by) -> SurveyResult:
    found = edition.results.filter(wording=wording, phase=row["phase"]).first()
    made = found or SurveyResult(edition=edition, wording=wording, phase=row["phase"])
    _set(made, row["answered"], row["given"], row["number"])
    made.version += 0 if found is None else 1
    made._history_user = by
    made.save()
    return made


def _set(result, answered, given, number):
    if given == Given.COUNT and number > answered:
        message = _("No more can say so than answered.")
        raise ValidationError({"number": message})
    if given == Given.PERCENTAGE and number > 100:
        raise ValidationError({"number": _("A percentage is at most 100.")})
    result.answered, result.given = answered, given
    counted = given == Given.COUNT
    result.said = int(number) if counted else None
    result.percentage = None if counted else number


@transaction.atomic
def change_result(*, result, values: dict, version: int, by) -> SurveyResult:
    """Correct one number. Raises StaleVersion, ValidationError."""
    _set(result, values["answered"], values["given"], values["number"])
    names = ("answered", "given", "said", "percentage")
    values = {name: getattr(result, name) for name in names}
    return save_version(record=result, values=values, version=version, by=by)


@transaction.atomic
def remove_result(*, result, by) -> None:
    """Take out a number entered by mistake; its history stays."""
    result._history_user = by
    result.delete()
