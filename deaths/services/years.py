"""A panel's year: its counts after each meeting, themes, and the source it hangs on."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deaths.choices import Subject
from deaths.models import Count, Panel, PanelYear, PurposeTheme
from learning.choices import SourceAudience, SourceKindChoices
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.sources import IDENTIFIED
from learning.services.versions import save_version

YEAR = re.compile(r"(20\d\d)-(\d\d)")
KINDS = {
    Subject.CHILD_DEATH: SourceKindChoices.CHILD_DEATH_REVIEW,
    Subject.SUICIDE: SourceKindChoices.SUICIDE_REVIEW,
}


def first_day(year: str) -> date:
    """The day a year as 2025-26 begins. Raises ValidationError for another form."""
    found = YEAR.fullmatch(year)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise ValidationError({"year": _("Write the year as 2025-26.")})
    return date(int(found[1]), 4, 1)


def require_year(panel, year: str) -> None:
    """Raise ValidationError for no year, or one that begins after the cut-over."""
    begins = first_day(year)
    if panel.cut_over_on and begins >= panel.cut_over_on:
        words = _("This year belongs to %s: the panel began nothing then.")
        raise ValidationError({"year": words % (panel.successor or _("the successor"))})


@transaction.atomic
def open_year(*, panel, year: str, by) -> PanelYear:
    """The year's row and the source its findings and recommendations hang on. A year
    that is open already is given back."""
    require_year(panel, year)
    Panel.objects.select_for_update().get(pk=panel.pk)
    if known := PanelYear.objects.filter(panel=panel, year=year).first():
        return known
    source = _source(panel, year, by)
    made = PanelYear(panel=panel, year=year, source=source, created_by=by)
    made._history_user = by
    made.save()
    return made


def _source(panel, year, by) -> LearningSource:
    group, kind = panel.group, KINDS[panel.subject]
    types = SourceType.objects.filter(board=panel.board, kind=kind)
    own = types.filter(restricted_to=group).first()
    source = LearningSource(
        board=panel.board,
        kind=kind,
        source_type=own or types.filter(restricted_to__isnull=True).first(),
        lead_group=group,
        audience=SourceAudience.GROUP if group.restricted else SourceAudience.BOARD,
        strand="child",
        title=_("Child deaths reviewed in %s") % year,
        framework_edition=panel.board.framework_edition,
        stage=IDENTIFIED,
        created_by=by,
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(source=source, to_stage=IDENTIFIED, by=by)
    return source


def is_frozen(year) -> bool:
    """Whether counts of the year stand in a release, and so stay as they are: a change
    between two releases would tell of single deaths."""
    return year.releases.standing().exists()


def require_changeable(year) -> None:
    if is_frozen(year):
        raise ValidationError(
            _(
                "The counts of this year were released and stay as they are: a second "
                "release with other counts would tell of single deaths."
            )
        )


@transaction.atomic
def save_counts(
    *, year, table: str, form: str, numbers: dict, version: int, by
) -> PanelYear:
    """Set the totals of one table. `numbers` is {(row, column): number or None}; 0
    takes a row away. Raises StaleVersion, ValidationError for a released year."""
    saved = save_version(record=year, values={}, version=version, by=by)
    require_changeable(saved)  # once the row is ours: nobody freezes it meanwhile
    known = {
        (row.row, row.column): row
        for row in Count.objects.filter(year=year, table=table, form=form)
    }
    for (row, column), number in numbers.items():
        _set(saved, table, form, row, column, number, known.get((row, column)), by)
    return saved


def _set(year, table, form, row, column, number, found, by) -> None:
    if number == 0:
        if found:
            found._history_user = by
            found.delete()
        return
    if found is None:
        found = Count(year=year, table=table, form=form, row=row, column=column)
    elif found.number == number:
        return
    found.number = number
    found._history_user = by
    found.save()


def save_commentary(*, year, commentary: str, version: int, by) -> PanelYear:
    values = {"commentary": commentary}
    return save_version(record=year, values=values, version=version, by=by)


def add_theme(*, year, by, sent_once=None, **values) -> PurposeTheme:
    """A theme under one of the purposes (WOL-20). A form sent twice adds one."""
    made = PurposeTheme(year=year, created_by=by, sent_once=sent_once, **values)
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        return made_before(PurposeTheme, sent_once, by)
    return made


def edit_theme(*, theme, values: dict, version: int, by) -> PurposeTheme:
    return save_version(record=theme, values=values, version=version, by=by)
