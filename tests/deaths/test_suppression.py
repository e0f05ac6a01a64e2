"""Small counts cannot be worked out from what is printed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deaths.suppression import TOTAL, crossed, lined, protect

ROWS, COLUMNS = ("a", "b", "c"), ("x", "y")
UP_TO = 5


def another_reading(table, hidden, name) -> bool:
    """Whether hidden numbers could be others, this one too, with all printed ones and
    all sums as they are. Looked for one step up or down, by trying."""
    flows = {flow.name: flow for flow in table.flows}
    free = [one for one in flows if one in hidden]
    inner = [one for one in free if TOTAL not in one]
    for steps in itertools.product((-1, 0, 1), repeat=len(inner)):
        change = dict(zip(inner, steps, strict=True))
        if all(flows[one].number + step >= 0 for one, step in change.items()):
            sums = _sums(change)
            if all(one in hidden for one, by in sums.items() if by) and (
                change | sums
            ).get(name):
                return True
    return False


def _sums(change) -> dict:
    found = {}
    for (row, column), step in change.items():
        for name in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            found[name] = found.get(name, 0) + step
    return found


counts = st.lists(
    st.integers(0, 14), min_size=len(ROWS) * len(COLUMNS),
    max_size=len(ROWS) * len(COLUMNS),
)  # fmt: skip


@pytest.mark.requirement("HAR-19")
@settings(max_examples=120, deadline=None)
@given(counts)
def test_no_small_count_follows_from_the_others(drawn):
    numbers = dict(zip(itertools.product(ROWS, COLUMNS), drawn, strict=True))
    table = crossed(numbers, ROWS, COLUMNS)
    hidden = protect(table, UP_TO)
    small = {flow.name for flow in table.flows if 0 < flow.number <= UP_TO}
    assert small <= hidden
    assert all(another_reading(table, hidden, name) for name in small)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_nor_in_a_row_whose_total_is_known(drawn):
    columns = tuple(range(len(drawn)))
    numbers = {("a", at): number for at, number in enumerate(drawn)}
    table = lined(numbers, "a", columns)
    hidden = protect(table, UP_TO)
    for flow in table.flows:
        if 0 < flow.number <= UP_TO and flow.name != ("a", TOTAL):
            assert flow.name in hidden
            others = hidden - {flow.name}
            assert others, "alone, it is the total less the rest"


def test_what_is_large_enough_stays():
    numbers = {(r, c): 20 for r in ROWS for c in COLUMNS}
    assert protect(crossed(numbers, ROWS, COLUMNS), UP_TO) == set()


def test_nought_as_threshold_hides_nothing():
    numbers = {(r, c): 1 for r in ROWS for c in COLUMNS}
    assert protect(crossed(numbers, ROWS, COLUMNS), 0) == set()
