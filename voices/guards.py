"""Fetching the records of this floor for a page: to read, to change."""

from boards.access import get_visible_or_404
from boards.roles import Permission
from voices.models import (
    AreaReport,
    ComplaintLesson,
    CountReturn,
    CountRound,
    Escalation,
    Survey,
    SurveyEdition,
    SurveyResult,
    VoiceActivity,
)
from voices.rules import may_write, require_rule

SOURCE = ("board", "source__owner_agency", "source__lead_group", "source__created_by")


def _of_source(model, request, reference):
    rows = model.objects.visible_to(request.user).select_related(
        *SOURCE, "source__board"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, source__reference=reference
    )


def activity_or_404(request, reference) -> VoiceActivity:
    """An activity this person may know of."""
    return _of_source(VoiceActivity, request, reference)


def survey_or_404(request, reference) -> Survey:
    """A survey this person may know of."""
    return _of_source(Survey, request, reference)


def lesson_or_404(request, reference) -> ComplaintLesson:
    """A lesson from a complaint this person may know of."""
    return _of_source(ComplaintLesson, request, reference)


def report_or_404(request, reference) -> AreaReport:
    """A report of counts this person may know of."""
    return _of_source(AreaReport, request, reference)


def to_write(request, record):
    """The same record where this person may change it; else 403."""
    require_rule(may_write, request.user, record, Permission.WRITE_FINDINGS)
    return record


def escalation_or_404(request, pk) -> Escalation:
    """Something put to a group that this person may know of."""
    rows = Escalation.objects.visible_to(request.user).select_related(
        "activity__source", "activity__board", "to_group"
    )
    return get_visible_or_404(rows, request.user, activity__board=request.board, pk=pk)


def edition_to_write(request, reference, pk) -> SurveyEdition:
    """One year of a survey this person may fill."""
    survey = to_write(request, survey_or_404(request, reference))
    rows = SurveyEdition.objects.visible_to(request.user).select_related("survey")
    found = get_visible_or_404(rows, request.user, survey=survey, pk=pk)
    found.survey = survey
    return found


def result_to_write(request, reference, pk) -> SurveyResult:
    """One result this person may correct."""
    survey = to_write(request, survey_or_404(request, reference))
    rows = SurveyResult.objects.visible_to(request.user).select_related(
        "edition", "wording"
    )
    found = get_visible_or_404(rows, request.user, edition__survey=survey, pk=pk)
    found.edition.survey = survey
    return found


def round_or_404(request, pk) -> CountRound:
    """A period for which counts are asked."""
    rows = CountRound.objects.visible_to(request.user).select_related("board", "group")
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def return_or_404(request, pk) -> CountReturn:
    """One agency's part of a period."""
    rows = CountReturn.objects.visible_to(request.user).select_related(
        "board", "agency", "round__group", "submitted_by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)
