"""An audit's grades, its re-audits' movement and what lasted, on the golden thread."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from case_audits.choices import STATE_COLOURS
from case_audits.models import CaseAudit, FollowUp
from case_audits.movement import grade_counts
from learning.choices import SourceKindChoices
from learning.thread import Asked, Node, add_branch, key_of

KIND = SourceKindChoices.MULTI_AGENCY_AUDIT


def after_an_audit(asked: Asked):
    """Re-audits that ask the same again, and whether agencies' gains lasted."""
    if asked.source is None or asked.source.kind != KIND:
        return
    above = (key_of(asked.source),)
    audits = CaseAudit.objects.visible_to(asked.user)
    for row in audits.filter(again_of=asked.source.pk).select_related(
        "source", "board", "edition"
    ):
        yield Node(
            key_of(row),
            _("Re-audit"),
            row.source.title,
            row.get_absolute_url(),
            state=row.get_state_display(),
            colour=STATE_COLOURS[row.state],
            facts=_grades(row),
            under=above,
        )
    rows = FollowUp.objects.visible_to(asked.user).filter(
        audit=asked.source.pk, said_at__isnull=False
    )
    for row in rows.select_related("agency"):
        yield Node(
            key_of(row),
            _("Follow-up"),
            f"{row.agency}: {row.words}"[:300],
            state=row.get_sustained_display(),
            colour=STATE_COLOURS[row.sustained],
            facts=[(_("Reported on"), date_format(row.said_at))],
            under=above,
        )


def _grades(audit) -> list[tuple[str, str]]:
    if not audit.is_over:
        return []
    return [(one.word, str(one.now)) for one in grade_counts(audit)]


add_branch(after_an_audit)
