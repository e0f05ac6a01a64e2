"""Why a measure comes first on the page: rules over its newest figure (HAR-6)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from performance.choices import Frequency, Polarity
from performance.figures import rounded
from performance.spc import signal_of

TARGET, DIRECTION, COMPARATOR, MISSING, CONTROL = (
    "target", "direction", "comparator", "missing", "control",
)  # fmt: skip
ORDER = {TARGET: 0, MISSING: 1, CONTROL: 2, COMPARATOR: 3, DIRECTION: 4}
GREEN, AMBER, RED, NONE = "green", "amber", "red", "none"
LATE = {Frequency.MONTH: 75, Frequency.QUARTER: 135, Frequency.YEAR: 540}  # days


@dataclass(frozen=True)
class Fired:
    """One rule that fired, in words."""

    rule: str
    words: str
    severe: bool = True


def standing(indicator, value: Decimal | None) -> str:
    """Against the target: met, within the tolerance, or not. None where neither way
    is good, or there is no target or no figure."""
    if value is None or indicator.target is None:
        return NONE
    if indicator.polarity == Polarity.NEITHER:
        return NONE
    short = indicator.target - value
    if indicator.polarity == Polarity.LOWER:
        short = -short
    if short <= 0:
        return GREEN
    return AMBER if short <= (indicator.tolerance or 0) else RED


def direction(indicator, values: list) -> str:
    """up, down or same against the figure before; "" where there is none."""
    if len(values) < 2 or values[-1] is None or values[-2] is None:
        return ""
    move = values[-1] - values[-2]
    if not move or abs(move) < (indicator.minimum_change or 0):
        return "same"
    return "up" if move > 0 else "down"


def is_worse(indicator, way: str) -> bool:
    bad = {Polarity.HIGHER: "down", Polarity.LOWER: "up"}
    return bool(way) and bad.get(indicator.polarity) == way


def exceptions_of(indicator, figures: list, beside: list, day) -> list[Fired]:
    """Every rule that fires. `figures` are a measure's own, oldest first; `beside` are
    (name, value) of comparators for the newest period."""
    values = [one.value for one in figures]
    found = [
        _target(indicator, values),
        _missing(indicator, figures, day),
        _control(values),
        *(_gap(indicator, values, name, value) for name, value in beside),
        _direction(indicator, values),
    ]
    return sorted((one for one in found if one), key=lambda one: ORDER[one.rule])


def _target(indicator, values):
    if values and standing(indicator, values[-1]) == RED:
        words = _("Target of %s missed") % said(indicator, indicator.target)
        return Fired(TARGET, words)
    return None


def _missing(indicator, figures, day):
    if not figures:
        return Fired(MISSING, _("No figure was ever given"))
    newest = figures[-1]
    if (day - newest.period_end).days > LATE[indicator.frequency]:
        return Fired(MISSING, _("No figure since %s") % newest.period_label)
    if newest.missing:
        return Fired(MISSING, newest.get_missing_display(), severe=False)
    return None


def _control(values):
    signal = signal_of(values)
    return signal and Fired(CONTROL, _("Unusual: %s") % signal.words)


def _gap(indicator, values, name, value):
    if not values or values[-1] is None or value is None:
        return None
    gap, most = values[-1] - value, indicator.comparator_gap
    if most is None or abs(gap) <= most:
        return None
    better = {Polarity.HIGHER: gap > 0, Polarity.LOWER: gap < 0}
    if better.get(indicator.polarity):
        return None
    words = {"name": name, "value": said(indicator, value)}
    return Fired(COMPARATOR, _("Far from %(name)s (%(value)s)") % words)


def _direction(indicator, values):
    if is_worse(indicator, direction(indicator, values)):
        before = said(indicator, values[-2])
        return Fired(DIRECTION, _("Worse than before (%s)") % before, severe=False)
    return None


def said(indicator, value) -> str:
    """A figure with as many decimals as its measure has; the sign "-" for none."""
    if value is None:
        return "–"
    return f"{rounded(value, indicator.decimals):,f}"
