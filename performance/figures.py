"""Numbers and signs for no number, as sources print them."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from performance.choices import Missing

# A double keeps 15 figures; what stands behind them is its binary tail.
SURE = Context(prec=15, rounding=ROUND_HALF_UP)
LONGEST = 40
HUGE = Decimal(10) ** 15
NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?")
# What the publishers' own keys say; a sign with no key says only that it is there.
SIGNS = {
    "c": Missing.CONFIDENTIAL,
    "k": Missing.ROUNDS_TO_ZERO,
    "low": Missing.ROUNDS_TO_ZERO,
    "~": Missing.ROUNDS_TO_ZERO,
    "x": Missing.NOT_AVAILABLE,
    "z": Missing.NOT_APPLICABLE,
    "u": Missing.UNRELIABLE,
    "*": Missing.SUPPRESSED,
    "**": Missing.SUPPRESSED,
    "[c]": Missing.CONFIDENTIAL,
    "[x]": Missing.NOT_AVAILABLE,
    "[z]": Missing.NOT_APPLICABLE,
    "[u]": Missing.UNRELIABLE,
    "[low]": Missing.ROUNDS_TO_ZERO,
    "..": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    ".": Missing.NOT_APPLICABLE,
    "-": Missing.UNSPECIFIED,
    "–": Missing.UNSPECIFIED,
    "—": Missing.UNSPECIFIED,
    "na": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "null": Missing.BLANK,
    "none": Missing.BLANK,
    "": Missing.BLANK,
}


@dataclass(frozen=True)
class Figure:
    """A number, or the printed sign that stands for none and what it means."""

    value: Decimal | None
    missing: str = ""
    symbol: str = ""


def read_figure(text: str) -> Figure | None:
    """The figure a cell holds; None where it holds neither number nor known sign.

    1,234; 12.5%; £3; 145.19999999999999 is 145.2. A sign is never a nought.
    """
    bare = text.strip()
    sign = SIGNS.get(bare.casefold())
    if sign is not None:
        return Figure(None, sign.value, bare)
    number = read_number(bare)
    return None if number is None else Figure(number)


def read_number(text: str) -> Decimal | None:
    """A number without its unit's sign and its binary tail."""
    bare = text.strip().removesuffix("%").removeprefix("£").replace(" ", "")
    if len(bare) > LONGEST or not bare.isascii() or not NUMBER.fullmatch(bare):
        return None
    try:
        number = SURE.create_decimal(bare.replace(",", ""))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= HUGE:
        return None
    return number


def decimals_of(number: Decimal) -> int:
    """Places after the point that say something."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """To so many places, halves away from nought as publishers do."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
