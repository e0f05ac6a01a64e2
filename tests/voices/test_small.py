"""Small numbers are kept back, and what would give them away by difference."""

from hypothesis import given, settings
from hypothesis import strategies as st

from voices.small import is_small, kept_back

BELOW = 6
ALL = "all"


def under(*keys):
    return dict.fromkeys(keys, ALL)


def test_a_single_small_part_takes_the_next_smallest_with_it():
    cells = {ALL: (100,), "a": (3,), "b": (20,), "c": (77,)}
    assert kept_back(cells, under("a", "b", "c"), BELOW) == {"a", "b"}


def test_two_small_parts_that_are_small_together_take_a_third():
    cells = {ALL: (100,), "a": (1,), "b": (2,), "c": (37,), "d": (60,)}
    assert kept_back(cells, under("a", "b", "c", "d"), BELOW) == {"a", "b", "c"}


def test_nought_is_shown_and_nothing_small_hides_nothing():
    cells = {ALL: (50,), "a": (0,), "b": (50,)}
    assert kept_back(cells, under("a", "b"), BELOW) == set()


def test_the_complement_counts():
    """48 of 50 said yes: two did not."""
    cells = {ALL: (150, 80, 70), "a": (50, 48, 2), "b": (100, 32, 68)}
    assert kept_back(cells, under("a", "b"), BELOW) == {"a", "b"}
    alone = {ALL: (50, 48, 2)}
    assert kept_back(alone, {}, BELOW) == {ALL}


def test_people_nobody_counted_apart_are_not_given_away():
    """97 of 100 stand there by groups: three are left over."""
    cells = {ALL: (100,), "a": (40,), "b": (57,)}
    assert kept_back(cells, under("a", "b"), BELOW) == {"a"}


def test_one_part_alone_takes_its_sum_with_it():
    cells = {ALL: (100,), "a": (4,)}
    assert ALL in kept_back(cells, under("a"), BELOW)


def test_year_groups_do_not_add_up_to_a_hidden_phase():
    cells = {
        ALL: (100,), "primary": (4,), "secondary": (96,),
        "year_8": (46,), "year_10": (50,),
    }  # fmt: skip
    parents = under("primary", "secondary")
    parents |= {"year_8": "secondary", "year_10": "secondary"}
    hidden = kept_back(cells, parents, BELOW)
    assert {"primary", "secondary"} <= hidden
    assert hidden & {"year_8", "year_10"}


def test_what_the_reader_knows_is_no_cover():
    cells = {ALL: (30,), "own": (2,), "b": (4,), "c": (24,)}
    hidden = kept_back(cells, under("own", "b", "c"), BELOW, known={"own"})
    assert hidden == {"b", "c"}


def test_a_sum_that_other_pages_show_makes_its_parts_give_way():
    cells = {ALL: (24,), "a": (4,), "b": (20,)}
    assert kept_back(cells, under("a", "b"), BELOW, fixed={ALL}) == {"a", "b"}


PARTS = st.dictionaries(
    st.sampled_from("abcdefg"), st.integers(0, 60), min_size=1, max_size=7
)


@settings(max_examples=150, deadline=None)
@given(PARTS, st.sets(st.sampled_from("abcdefg")), st.integers(2, 12))
def test_no_small_number_can_be_worked_out(parts, known, below):
    """Whatever the parts: the reader takes what they know and see from the sum."""
    own = sum(number for key, number in parts.items() if key in known)
    total = sum(parts.values())
    cells = {key: (number,) for key, number in parts.items()}
    cells[ALL] = (total, total - own)
    hidden = kept_back(cells, under(*parts), below, known=known & set(parts))
    assert not hidden & known
    for key in set(parts) - hidden - known:
        assert not is_small(parts[key], below)
    left = [parts[key] for key in parts if key in hidden]
    if ALL not in hidden:
        assert len(left) != 1
        assert not is_small(sum(left), below)
