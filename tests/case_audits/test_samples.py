"""A random sample is drawn again by its seed, and gives the same (HAR-22)."""

import re

import pytest
from django.core.exceptions import ValidationError

from case_audits.sampling import drawn as draw_again
from case_audits.sampling import read_lines
from case_audits.services import samples
from tests.case_audits.auditing import drawn, of, opened, text


@pytest.fixture
def side(world):
    return world.alpha


def test_the_same_seed_gives_the_same_lines_and_another_other_ones():
    lines = range(1, 101)
    first = draw_again("seed", lines, set(), 8)
    assert first == draw_again("seed", reversed(lines), set(), 8)
    assert first != draw_again("other", lines, set(), 8)
    assert len(set(first)) == 8
    # A line left out is replaced by the next; the others stay.
    after = draw_again("seed", lines, {first[2]}, 8)
    assert after[:7] == first[:2] + first[3:]


def test_only_line_numbers_are_read():
    assert read_lines("3, 1;2\n2") == [1, 2, 3]
    for wrong in ("12a", "9434765919", "-3", "1.5", "٣"):
        with pytest.raises(ValueError):
            read_lines(wrong)


@pytest.mark.requirement("HAR-22")
def test_an_officer_writes_the_frame_draws_and_proves_it(side, client_for):
    audit, client = opened(side), client_for(side.officer)
    sent = {
        "frame": "Closed to early help this year",
        "sampling": "random",
        "listed": "9434765919",
        "size": "3",
        "version": audit.version,
    }
    refused = client.post(of(audit, "sample-frame"), sent)
    assert "is no line number" in text(refused)
    assert "Closed to early help this year" in text(refused)
    few = client.post(of(audit, "sample-frame"), sent | {"listed": "2"})
    assert "The list has only 2 lines" in text(few)
    assert (
        client.post(of(audit, "sample-frame"), sent | {"listed": "40"}).status_code
        == 302
    )
    client.post(of(audit, "sample-draw"))
    audit.refresh_from_db()
    cases = {case.line: case.reference for case in audit.cases.all()}
    assert (len(cases), len(audit.lines), audit.drawn_by) == (3, 40, side.officer)
    assert all(re.fullmatch(r"CASE-[A-Z2-9]{7}", one) for one in cases.values())
    assert set(samples.lines_of(audit)) == set(cases)
    page = text(client.get(of(audit, "sample")))
    assert "The same sample" in page and audit.seed in page
    with pytest.raises(ValidationError, match="drawn already"):
        samples.draw(audit=audit, by=side.officer)
    out = next(iter(cases))
    left = {"line": out, "reason": "Moved away"}
    assert client.post(of(audit, "sample-leave-out"), left).status_code == 302
    after = {case.line: case.reference for case in audit.cases.all()}
    kept = set(cases) - {out}
    assert out not in after and len(after) == 3
    assert {line: after[line] for line in kept} == {line: cases[line] for line in kept}
    page = text(client.get(of(audit, "sample")))
    assert "Moved away" in page and "The same sample" in page


def test_cases_chosen_for_a_purpose_need_a_reason(side, client_for):
    audit, client = opened(side), client_for(side.chair)
    sent = {"frame": "All", "sampling": "purposive", "size": "2", "version": 1}
    assert client.post(of(audit, "sample-frame"), sent).status_code == 200
    sent["why_these"] = "Each was referred three times"
    assert client.post(of(audit, "sample-frame"), sent).status_code == 302
    assert [case.line for case in audit.cases.all()] == [None, None]


def test_two_people_at_once_see_both_texts(side, client_for):
    audit, client = opened(side), client_for(side.officer)
    drawn(side, audit)
    sent = {"frame": "My words", "sampling": "random", "listed": "9", "size": "1"}
    page = text(client.post(of(audit, "sample-frame"), sent | {"version": 1}))
    assert "My words" in page and "Closed to early help this year" in page
