"""Raising learning: what a group noticed becomes a source with its own reference."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Group
from learning.choices import SourceAudience
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.versions import set_links

IDENTIFIED = "identified"
MANY = ("sharing", "responsibility")


def raise_learning(
    *,
    board: Board,
    source_type: SourceType,
    lead_group: Group,
    sent_once: UUID,
    values: dict,
    by,
) -> LearningSource:
    """Open a source owned by a group. The same form sent twice makes one source.

    Raises ValidationError where the type belongs to another, restricted group.
    """
    _require_its_group(source_type, lead_group)
    try:
        with transaction.atomic():
            return _open(board, source_type, lead_group, sent_once, values, by)
    except IntegrityError:
        return _sent_before(sent_once, by)


def _sent_before(sent_once, by):
    """What this form made the first time it was sent."""
    found = LearningSource.objects.filter(sent_once=sent_once, created_by=by).first()
    if found is None:
        raise ValidationError(_("This form was used already. Start it again."))
    return found


def _require_its_group(source_type, lead_group) -> None:
    owner = source_type.restricted_to_id
    if owner and owner != lead_group.pk:
        raise ValidationError(
            {"lead_group": _("Only its own group may own learning of this kind.")}
        )


def _open(board, source_type, lead_group, sent_once, values, by):
    plain = {name: value for name, value in values.items() if name not in MANY}
    source = LearningSource(
        board=board,
        source_type=source_type,
        kind=source_type.kind,
        lead_group=lead_group,
        audience=audience_of(lead_group),
        framework_edition=board.framework_edition,
        sent_once=sent_once,
        created_by=by,
        stage=IDENTIFIED,
        **plain,
    )
    source._history_user = by
    source.save()
    for name in MANY:
        hidden = _inherited_unseen(source_type, name, by)
        set_links(
            record=source, name=name, chosen=[*values.get(name, ()), *hidden], by=by
        )
    StageEvent.objects.create(source=source, to_stage=IDENTIFIED, by=by)
    return source


def _inherited_unseen(source_type, name, by):
    """Defaults of the kind that the person may not see, and so cannot take away."""
    links = getattr(source_type, name)
    seen = links.model.objects.visible_to(by).values("pk")
    return list(links.exclude(pk__in=seen))


def audience_of(group: Group) -> str:
    """A restricted group's learning is for its own members."""
    return SourceAudience.GROUP if group.restricted else SourceAudience.BOARD
