"""Writes what a source teaches, and good practice as a source of its own."""

from uuid import UUID

from django.db import IntegrityError, transaction

from boards.models import Agency
from learning.choices import (
    FindingKind,
    FindingLevel,
    SourceAudience,
    SourceKindChoices,
)
from learning.models import Finding, LearningSource, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.sources import IDENTIFIED, audience_of

GOOD_PRACTICE_KINDS = (SourceKindChoices.OTHER, SourceKindChoices.FORUM)


def add_finding(
    *, source: LearningSource, values: dict, by, sent_once: UUID | None = None
) -> Finding:
    """Write a finding of a source. The same form sent twice makes one."""
    try:
        with transaction.atomic():
            return _add(source, values, by, sent_once)
    except IntegrityError:
        return made_before(Finding, sent_once, by)


def _add(source, values, by, sent_once) -> Finding:
    LearningSource.objects.select_for_update().get(pk=source.pk)  # one number each
    last = source.findings.order_by("-order").values_list("order", flat=True).first()
    finding = Finding(
        board=source.board,
        source=source,
        order=(last or 0) + 1,
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    finding._history_user = by
    finding.save()
    return finding


def file_good_practice(
    *, board, owner, strand: str, values: dict, by, sent_once: UUID
) -> Finding:
    """A source and its good practice in one go (WOL-1): of a group, of an agency, or
    of the board as a whole where `owner` is None. The same form sent twice makes one.

    What a restricted group files stays in it.
    """
    try:
        with transaction.atomic():
            source = _good_practice_source(board, owner, strand, values, by, sent_once)
            kinds = {"kind": FindingKind.GOOD_PRACTICE, "level": _level(owner)}
            return _add(source, {**values, **kinds, "agency": _agency(owner)}, by, None)
    except IntegrityError:
        return made_before(LearningSource, sent_once, by).findings.get()


def _good_practice_source(board, owner, strand, values, by, sent_once):
    kind = good_practice_type(board)
    group = None if owner is None or isinstance(owner, Agency) else owner
    source = LearningSource(
        board=board,
        source_type=kind,
        kind=kind.kind if kind else SourceKindChoices.OTHER,
        title=values["title"],
        summary=values["text"],
        strand=strand,
        owner_agency=_agency(owner),
        lead_group=group,
        audience=audience_of(group) if group else SourceAudience.BOARD,
        framework_edition=board.framework_edition,
        stage=IDENTIFIED,
        sent_once=sent_once,
        created_by=by,
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(source=source, to_stage=IDENTIFIED, by=by)
    return source


def _agency(owner) -> Agency | None:
    return owner if isinstance(owner, Agency) else None


def _level(owner) -> str:
    single = isinstance(owner, Agency)
    return FindingLevel.SINGLE_AGENCY if single else FindingLevel.MULTI_AGENCY


def good_practice_type(board) -> SourceType | None:
    """The board's own row for good practice, else its forums, else none."""
    rows = SourceType.objects.current().filter(board=board, restricted_to=None)
    rows = list(rows.filter(kind__in=GOOD_PRACTICE_KINDS))
    own = [row for row in rows if row.key.replace("-", "_") == "good_practice"]
    forums = [row for row in rows if row.kind == SourceKindChoices.FORUM]
    return next(iter(own + forums), None)
