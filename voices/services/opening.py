"""Opens a source of learning with its detail row, once a form; changes both."""

from django.db import IntegrityError, transaction

from frameworks.vocabulary import SourceKind
from learning.choices import SourceAudience
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.sources import IDENTIFIED
from learning.services.versions import save_version, set_links

OF_SOURCE = {
    "title", "summary", "strand", "owner_agency", "lead_group", "audience",
    "monitoring", "shared_with", "opened_on",
}  # fmt: skip


def open_with(
    *, board, kind: SourceKind, source_key: str, values: dict, make, by, sent_once=None
):
    """A source and what `make(source, values)` builds on it, unsaved. The same form
    sent twice opens one; raises ValidationError for a form somebody else sent."""
    try:
        with transaction.atomic():
            return _open(board, kind, source_key, values, make, by, sent_once)
    except IntegrityError:
        if sent_once is None:
            raise
        return _detail(make, made_before(LearningSource, sent_once, by))


def _open(board, kind, source_key, values, make, by, sent_once):
    own = {name: value for name, value in values.items() if name in OF_SOURCE}
    rest = {name: value for name, value in values.items() if name not in OF_SOURCE}
    shared = own.pop("shared_with", ())
    own["audience"] = _audience(own)
    source = LearningSource(
        board=board,
        kind=kind,
        source_type=SourceType.objects.filter(board=board, key=source_key).first(),
        framework_edition=board.framework_edition,
        sent_once=sent_once,
        created_by=by,
        stage=IDENTIFIED,
        **own,
    )
    source._history_user = by
    source.save()
    source.shared_with.set(shared)
    StageEvent.objects.create(
        source=source, to_stage=IDENTIFIED, by=by, on=source.opened_on
    )
    made = make(source, rest)
    made._history_user = by
    made.save()
    return made


def _audience(own) -> str:
    """A restricted group's is its own, whatever was chosen."""
    group = own.get("lead_group")
    if group is not None and group.restricted:
        return SourceAudience.GROUP
    return own.get("audience") or SourceAudience.BOARD


def _detail(make, source):
    model = type(make(source, {}))
    return model.objects.get(pk=source.pk)


@transaction.atomic
def change_both(*, record, values: dict, version: int, by):
    """Save a detail row and its source. Raises StaleVersion where somebody saved the
    detail since."""
    own = {name: value for name, value in values.items() if name in OF_SOURCE}
    rest = {name: value for name, value in values.items() if name not in OF_SOURCE}
    saved = save_version(record=record, values=rest, version=version, by=by)
    source = LearningSource.objects.select_for_update().get(pk=record.pk)
    shared = own.pop("shared_with", None)
    for name, value in own.items():
        setattr(source, name, value)
    source.audience = _audience(
        {"lead_group": source.lead_group, "audience": source.audience}
    )
    source.version += 1
    source._history_user = by
    source.save()
    if shared is not None:
        set_links(record=source, name="shared_with", chosen=shared, by=by)
    saved.source = source
    return saved
