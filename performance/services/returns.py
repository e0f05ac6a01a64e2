"""Returns typed in: called for, kept as a draft, handed in once for every board."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.models import BoardAgency
from learning.services.versions import StaleVersion
from performance.choices import LineState, Missing, OwnPlace
from performance.figures import rounded
from performance.models import (
    FigureReturn,
    Indicator,
    IndicatorValue,
    Place,
    ReturnLine,
)
from performance.periods import between


@transaction.atomic
def call_for_returns(*, board, period, due_on, by) -> int:
    """Ask every agency that owns a measure for a period's figures; says how many are
    new. Called for twice, nobody is asked twice. Raises ValidationError."""
    if due_on <= period.start:
        problem = _("The period would only have begun.")
        raise ValidationError({"due_on": problem})
    owned = Indicator.objects.filter(board=board, owner__isnull=False).live()
    made = 0
    for agency in owned.order_by().values_list("owner", flat=True).distinct():
        row, new = FigureReturn.objects.get_or_create(
            board=board,
            agency_id=agency,
            period_start=period.start,
            period_end=period.end,
            defaults={
                "period_label": period.label,
                "due_on": due_on,
                "called_by": by,
            },
        )
        made += new
    return made


def measures_of(figure_return):
    """The live measures an agency answers for."""
    rows = Indicator.objects.filter(
        board=figure_return.board_id, owner=figure_return.agency_id
    )
    return rows.live(figure_return.period_end).select_related("area")


@transaction.atomic
def keep_draft(*, figure_return, lines: dict, version: int, by) -> FigureReturn:
    """Keep what was typed so far, however little: indicator id -> values. Raises
    StaleVersion."""
    return _save(figure_return, lines, version, by)


@transaction.atomic
def hand_in(*, figure_return, lines: dict, version: int, by) -> FigureReturn:
    """Hand a return in; its figures then stand on every board that shares the
    measure (HAR-5). Raises StaleVersion, ValidationError by measure: a figure needs
    its commentary, no figure its reason (SOL-7)."""
    problems = {pk: said for pk, line in lines.items() if (said := problem_of(line))}
    if problems:
        raise ValidationError({f"commentary_{pk}": p for pk, p in problems.items()})
    saved = _save(figure_return, lines, version, by)
    saved.handed_in_at, saved.handed_in_by = timezone.now(), by
    saved._history_user = by
    saved.save()
    for line in saved.lines.select_related("indicator"):
        for indicator in _same_measure(line.indicator, saved.agency_id):
            _write(indicator, saved, line)
            if indicator.pk != line.indicator_id:
                _answer_there(indicator, saved, line, by)
    return saved


def _answer_there(indicator, figure_return, line, by) -> None:
    """Another board's open return has the line too; it is in once it has them all."""
    theirs = FigureReturn.objects.select_for_update(of=("self",)).filter(
        board=indicator.board_id,
        agency=figure_return.agency_id,
        period_start=figure_return.period_start,
        period_end=figure_return.period_end,
        handed_in_at__isnull=True,
    )
    there = theirs.first()
    if there is None:
        return
    same, _new = ReturnLine.objects.get_or_create(
        figure_return=there, indicator=indicator
    )
    same.state, same.value, same.commentary = line.state, line.value, line.commentary
    same._history_user = by
    same.save()
    there.version += 1
    known = {one.indicator_id: one for one in there.lines.all()}
    if all(_is_whole(known.get(one.pk)) for one in measures_of(there)):
        there.handed_in_at, there.handed_in_by = timezone.now(), by
    there._history_user = by
    there.save()


def _is_whole(line) -> bool:
    names = ("state", "value", "commentary")
    return bool(line) and not problem_of({name: getattr(line, name) for name in names})


def problem_of(line: dict) -> str:
    """What a line still needs before it is handed in."""
    state, said = line.get("state"), (line.get("commentary") or "").strip()
    if not state:
        return _("Say whether there is a figure.")
    if state == LineState.COMPLETE and line.get("value") is None:
        return _("Enter the figure.")
    if not said:
        if state == LineState.NOT_AVAILABLE:
            return _("Say why it is not available.")
        return _("Say what the figure means.")
    return ""


def _save(figure_return, lines, version, by) -> FigureReturn:
    rows = FigureReturn.objects.select_for_update(of=("self",))
    locked = rows.get(pk=figure_return.pk)
    if locked.version != version:
        raise StaleVersion(locked)
    known = {line.indicator_id: line for line in locked.lines.all()}
    allowed = set(measures_of(locked).values_list("pk", flat=True))
    for pk, values in lines.items():
        if pk not in allowed:
            continue
        line = known.get(pk) or ReturnLine(figure_return=locked, indicator_id=pk)
        for name, value in values.items():
            setattr(line, name, value)
        line._history_user = by
        line.save()
    locked.version += 1
    locked._history_user = by
    locked.save()
    return locked


def _same_measure(indicator, agency_id) -> list[Indicator]:
    """The measure itself, and the same one of other boards the agency serves."""
    found = [indicator]
    if indicator.measure_key:
        others = Indicator.objects.filter(
            measure_key=indicator.measure_key,
            owner=agency_id,
            board__agency_links__in=_live_links(agency_id),
        )
        found += list(others.live().exclude(pk=indicator.pk).distinct())
    return found


def _live_links(agency_id):
    return BoardAgency.objects.live().filter(agency=agency_id)


def _write(indicator, figure_return, line) -> None:
    """One figure of a board; another one before it stays as its revision. A return
    counts for the agency's whole area, so only boards that are one place take it."""
    places = Place.objects.filter(board=indicator.board_id)
    place = places.filter(own=OwnPlace.WHOLE).first()
    if place is None:
        return
    value, missing = _figure(indicator, line)
    days = (figure_return.period_start, figure_return.period_end)
    made = IndicatorValue(
        board_id=indicator.board_id,
        indicator=indicator,
        place=place,
        period_start=figure_return.period_start,
        period_end=figure_return.period_end,
        period_kind=between(*map(str, days)).kind,
        period_label=figure_return.period_label,
        value=value,
        missing=missing,
    )
    same = IndicatorValue.objects.current().select_for_update(of=("self",))
    old = same.filter(
        indicator=indicator,
        place=place,
        period_start=made.period_start,
        period_end=made.period_end,
    ).first()
    if old and (old.value, old.missing) == (made.value, made.missing):
        return
    if old:
        old.superseded_at = timezone.now()
        old.save()
    made.save()
    if old:
        old.superseded_by = made
        old.save()


def _figure(indicator, line) -> tuple[Decimal | None, str]:
    """Its number, or why there is none. Nothing counted is nought where things are
    counted; a share or a rate of nothing does not apply."""
    if line.state == LineState.COMPLETE:
        return rounded(line.value, indicator.decimals), ""
    if line.state == LineState.NOT_AVAILABLE:
        return None, Missing.NOT_SUPPLIED
    if indicator.unit_en == "%" or indicator.multiplier > 1:
        return None, Missing.NOT_APPLICABLE
    return Decimal(0), ""
