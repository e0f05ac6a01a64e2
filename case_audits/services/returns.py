"""An agency accepts, writes its part of each case, and hands it in (CTM-24)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import AnswerKind, AskState, AuditState, ReturnState, VoiceOf
from case_audits.models import AgencyAsk, CaseAnswer, CaseReturn, CaseVoice
from learning.services.versions import StaleVersion

PLAIN = ("unknown", "went_well", "to_improve", "impact", "grade")
OPEN = (AuditState.ASKED, AuditState.JOINT)


@transaction.atomic
def answer_ask(*, ask, accept: bool, reason: str, by) -> AgencyAsk:
    """Accept, and get a part to write for each case; or decline with the reason.

    Raises ValidationError where it was answered, or the audit moved on.
    """
    rows = AgencyAsk.objects.select_for_update(of=("self",))
    found = rows.select_related("audit").get(pk=ask.pk)
    if found.state != AskState.ASKED:
        raise ValidationError(_("Your agency answered already."))
    if found.audit.state not in OPEN:
        raise ValidationError(_("The audit has moved on."))
    if not accept and not reason.strip():
        raise ValidationError({"reason": _("Say why your agency cannot take part.")})
    found.state = AskState.ACCEPTED if accept else AskState.DECLINED
    found.reason = "" if accept else reason
    found.answered_at, found.answered_by = timezone.now(), by
    found.version += 1
    found._history_user = by
    found.save()
    if accept:
        _begin(found, by)
    return found


def _begin(ask, by) -> None:
    for case in ask.audit.cases.all():
        made = CaseReturn(
            board_id=ask.board_id, audit=ask.audit, case=case, agency_id=ask.agency_id
        )
        made._history_user = by
        made.save()


@transaction.atomic
def save_return(
    *, case_return, values: dict, answers: dict, voices: dict, version: int, by
) -> CaseReturn:
    """Keep what the agency writes; only it reads it until it is handed in.

    `answers` {question: {grade, said, words}}, `voices` {voice: {heard, heard_by,
    acted_on, absent}}. Raises StaleVersion where a colleague saved first,
    ValidationError once it was handed in or the audit moved on.
    """
    found = _writable(case_return)
    if found.version != version:
        raise StaleVersion(found)
    changed = _answered(found, answers, by) | write_voices(
        found.case, found, voices, by
    )
    for name in PLAIN:
        if name in values and getattr(found, name) != values[name]:
            setattr(found, name, values[name])
            changed = True
    return _saved(found, by) if changed else found


def _writable(case_return) -> CaseReturn:
    rows = CaseReturn.objects.select_for_update(of=("self",))
    found = rows.select_related("audit__edition", "case").get(pk=case_return.pk)
    if found.is_handed_in:
        raise ValidationError(_("It has been handed in already."))
    if found.audit.state not in OPEN:
        raise ValidationError(_("The audit has moved on."))
    return found


def _answered(found, answers, by) -> bool:
    known = {row.question_id: row for row in found.answers.all()}
    changed = False
    for question in found.audit.edition.questions.all():
        said = answers.get(question.pk)
        row = known.get(question.pk) or CaseAnswer(of=found, question=question)
        changed |= _written(row, said, by)
    return changed


def write_voices(case, of, voices, by) -> bool:
    """Write what differs; whether anything did."""
    known = {row.voice: row for row in CaseVoice.objects.filter(case=case, of=of)}
    changed = False
    for voice in VoiceOf.values:
        row = known.get(voice) or CaseVoice(case=case, of=of, voice=voice)
        changed |= _written(row, voices.get(voice), by)
    return changed


def _written(row, said, by) -> bool:
    if not said or all(getattr(row, n) == v for n, v in said.items()):
        return False
    for name, value in said.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
    return True


def _saved(found, by):
    found.version += 1
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def hand_in(*, case_return, version: int, by) -> CaseReturn:
    """Those who run the audit read it from now on; other agencies in the joint stage.

    Raises ValidationError where a colleague changed it since, or something is missing.
    """
    found = _writable(case_return)
    if found.version != version:
        said = _("A colleague changed it meanwhile. Read it again below.")
        raise ValidationError(said, code="stale")
    if left := missing(found):
        raise ValidationError(left)
    found.state = ReturnState.HANDED_IN
    found.handed_in_at, found.handed_in_by = timezone.now(), by
    return _saved(found, by)


@transaction.atomic
def take_back(*, case_return, by) -> CaseReturn:
    """Open it again to correct it. Raises ValidationError in the joint stage."""
    rows = CaseReturn.objects.select_for_update(of=("self",))
    found = rows.select_related("audit").get(pk=case_return.pk)
    if not found.is_handed_in:
        raise ValidationError(_("It has not been handed in."))
    if found.audit.state != AuditState.ASKED:
        raise ValidationError(_("Others read it already: it stays as it is."))
    found.state = ReturnState.DRAFT
    found.handed_in_at = found.handed_in_by = None
    return _saved(found, by)


def missing(found: CaseReturn) -> list[str]:
    """What it lacks before it may be handed in, in words. Three queries."""
    if found.unknown:
        return []
    left = []
    said = {row.question_id: row for row in found.answers.all()}
    for number, question in enumerate(found.audit.edition.questions.all(), start=1):
        row = said.get(question.pk)
        words = question.kind == AnswerKind.WORDS
        if row is None or not (row.words.strip() if words else row.level):
            left.append(_("Answer question %d.") % number)
    if found.grade_id is None:
        left.append(_("Choose your own grade of the case."))
    if not (found.went_well.strip() or found.to_improve.strip()):
        left.append(_("Say what went well, or what to improve."))
    return left + voices_left(found.voices.all())


def voices_left(rows) -> list[str]:
    """Whose voice is neither told nor its absence explained, in words."""
    told = {row.voice: row for row in rows}
    left = []
    for voice in VoiceOf:
        row = told.get(voice)
        if row is None or not (row.heard.strip() or row.absent.strip()):
            said = _("Say what was heard, or why nobody asked: %s")
            left.append(said % voice.label)
        elif row.heard.strip() and not row.heard_by.strip():
            left.append(_("Say which role heard it: %s") % voice.label)
    return left
