"""What was heard, put to a group and told back, on the golden thread."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.choices import SourceKindChoices
from learning.thread import Asked, Node, add_branch, key_of
from voices.models import Escalation, VoiceActivity


def voices(asked: Asked):
    """The activity of a source of voices and what it was put to. Two queries."""
    if asked.source is None or asked.source.kind != SourceKindChoices.VOICE:
        return
    rows = VoiceActivity.objects.visible_to(asked.user).filter(source=asked.source)
    for row in rows.select_related("board", "source"):
        yield _changed(row)
    put = Escalation.objects.visible_to(asked.user).filter(
        activity__source=asked.source
    )
    for row in put.select_related("activity__board", "activity__source", "to_group"):
        yield _escalated(row)


def _changed(row) -> Node:
    told = row.told_back_on
    words = _("Told back on %s") % date_format(told) if told else _("Not told back yet")
    return Node(
        key_of(row),
        _("What changed"),
        row.changed or _("Nothing is written of what changed."),
        row.get_absolute_url(),
        state=words,
        colour="green" if told else "yellow",
        facts=[(_("Group heard"), row.group_heard)],
        under=(f"learning.learningsource:{row.pk}",),
    )


def _escalated(row) -> Node:
    decided = row.decided_on
    words = _("Decided on %s") % date_format(decided) if decided else _("Not decided")
    return Node(
        key_of(row),
        _("Put to a group"),
        row.outcome or row.reason,
        f"{row.activity.get_absolute_url()}#escalation-{row.pk}",
        state=words,
        colour="green" if decided else "yellow",
        facts=[(_("Group"), str(row.to_group))],
        under=(f"learning.learningsource:{row.activity_id}",),
    )


add_branch(voices)
