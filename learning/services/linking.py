"""Links sources to each other, so that nothing is typed twice (CTM-2)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning.models import LearningSource, SourceLink


@transaction.atomic
def link_sources(
    *, source: LearningSource, other: LearningSource, kind: str, note: str, by
) -> SourceLink:
    """Say how one source bears on another. Saying it twice changes nothing.

    Raises ValidationError for a source and itself, or of two boards.
    """
    if source.pk == other.pk:
        raise ValidationError(_("Choose another source."))
    if source.board_id != other.board_id:
        raise ValidationError(_("Both sources must belong to the same board."))
    LearningSource.objects.select_for_update().get(pk=source.pk)  # one link each
    made = SourceLink.objects.filter(from_source=source, to_source=other, kind=kind)
    if known := made.first():
        return known
    link = SourceLink(from_source=source, to_source=other, kind=kind, note=note, by=by)
    link._history_user = by
    link.save()
    return link


@transaction.atomic
def unlink_sources(*, link: SourceLink, by) -> None:
    """Take a link back. Its history stays."""
    link._history_user = by
    link.delete()
