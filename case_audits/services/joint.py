"""The joint stage: who met, what they learnt of each case, one moderated grade."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import AuditState, ReturnState, VoiceOf
from case_audits.models import AuditCase, CaseVoice, JointMeeting, Participants
from case_audits.services.audits import locked
from case_audits.services.returns import write_voices
from learning.services.versions import StaleVersion, save_version


@transaction.atomic
def save_meeting(*, audit, values: dict, people: list[dict], version, by):
    """When practitioners and managers met, and how many of which role (SOM-16).

    `people` {agency, role, number}. Raises StaleVersion, and ValidationError for a day
    to come or outside the joint stage.
    """
    found = locked(audit, AuditState.JOINT)
    if values["on"] > timezone.localdate():
        said = _("Enter a date that is today or in the past.")
        raise ValidationError({"on": said})
    meeting = JointMeeting.objects.filter(audit=found).first()
    if meeting is None:
        meeting = JointMeeting(audit=found, **values)
        meeting._history_user = by
        meeting.save(force_insert=True)
    else:
        meeting = save_version(record=meeting, values=values, version=version, by=by)
    for row in found.participants.all():
        row._history_user = by
        row.delete()
    for one in people:
        row = Participants(audit=found, **one)
        row._history_user = by
        row.save()
    return meeting


@transaction.atomic
def save_joint(*, case, values: dict, voices: dict, version: int, by) -> AuditCase:
    """What the meeting says of a case, and voices nobody's return tells (HAR-23).

    Raises StaleVersion; ValidationError once its grade is final.
    """
    found = _open(case)
    if found.version != version:
        raise StaleVersion(found)
    write_voices(found, None, voices, by)
    for name, value in values.items():
        setattr(found, name, value)
    return _saved(found, by)


@transaction.atomic
def grade_case(*, case, grade, reason: str, version: int, by) -> AuditCase:
    """The one grade of the case, beside each agency's own. Final.

    Raises StaleVersion, and ValidationError without a reason, or before the voices of
    the child or adult, the family and the practitioners are told or their absence is
    explained (peers B8).
    """
    found = _open(case)
    if found.version != version:
        raise StaleVersion(found)
    if not reason.strip():
        raise ValidationError({"grade_reason": _("Say why this grade.")})
    if left := silent(found):
        raise ValidationError(left)
    found.grade, found.grade_reason = grade, reason
    found.graded_at, found.graded_by = timezone.now(), by
    return _saved(found, by)


@transaction.atomic
def reopen_grade(*, case, by) -> AuditCase:
    """Open a final grade again while the joint stage lasts; history keeps it."""
    locked(case.audit, AuditState.JOINT)
    found = AuditCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    found.graded_at = found.graded_by = None
    return _saved(found, by)


def silent(case) -> list[str]:
    """Whose voice is missing of a case: no agency heard it, and the joint section
    does not say why. In words."""
    rows = CaseVoice.objects.filter(case=case).select_related("of")
    told = set()
    for row in rows:
        joint = row.of_id is None
        counts = joint or row.of.state == ReturnState.HANDED_IN
        if counts and (row.heard.strip() or (joint and row.absent.strip())):
            told.add(row.voice)
    said = _("Nobody heard it, and the joint section does not say why: %s")
    return [said % voice.label for voice in VoiceOf if voice not in told]


def _open(case) -> AuditCase:
    locked(case.audit, AuditState.JOINT)
    found = AuditCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if found.is_final:
        raise ValidationError(_("Its grade is final."))
    return found


def _saved(found, by):
    found.version += 1
    found._history_user = by
    found.save()
    return found
