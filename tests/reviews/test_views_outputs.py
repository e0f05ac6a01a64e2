"""Outputs ticked off, and what runs beside a review."""

import datetime
import uuid

import pytest

from frameworks.packs import load_pack
from tests.reviews.opened import WALES, at, dated, opened, text

TODAY = datetime.date.today
REVIEWS = ["cpr_concise", "cpr_extended", "apr_concise", "apr_extended", "susr", "dhr"]


@pytest.fixture
def found(world):
    return opened(world.alpha, "cpr_concise", pack=WALES)


@pytest.mark.requirement("CTM-32")
@pytest.mark.parametrize("key", REVIEWS)
def test_the_checklist_is_the_types_own(world, client_for, key):
    found = opened(world.alpha, key, pack=WALES)
    page = client_for(world.alpha.officer).get(at(found, "outputs"))
    asked = load_pack(WALES).review_type(key).outputs
    assert [one["text"] for one in page.context["outputs"]] == [w.en for w in asked]
    assert {"Learning event", "Seven-minute briefing"} & {w.en for w in asked}


@pytest.mark.requirement("CTM-32")
def test_an_output_has_a_day_and_a_place(world, client_for, found):
    client = client_for(world.alpha.officer)
    sent = {"note": "Website, reviews page"} | dated("done_on", TODAY())
    sent["sent_once"] = uuid.uuid4()
    assert client.post(at(found, "output", 4), sent).status_code == 302
    row = found.outputs.get()
    assert (row.output, row.done_on) == ("Seven-minute briefing", TODAY())
    said = text(client.get(at(found, "outputs")))
    assert "1 of 9" in said
    assert "Website, reviews page" in said
    moved = {"note": "Library", "version": 1} | dated("done_on", TODAY())
    client.post(at(found, "output", 4), moved)
    assert found.outputs.get().note == "Library"


def test_a_tick_made_by_mistake_is_taken_back(world, client_for, found):
    found.outputs.create(output="Action plan", done_on=TODAY(), by=world.alpha.officer)
    client = client_for(world.alpha.officer)
    client.post(at(found, "output-undo", 5))
    assert not found.outputs.exists()
    assert client.post(at(found, "output-undo", 5)).status_code == 302
    assert client.get(at(found, "output", 99)).status_code == 404


def test_who_waits_for_whom_is_said(world, client_for, found):
    client = client_for(world.alpha.officer)
    sent = {
        "kind": "inquest",
        "body": "Coroner",
        "waits": "review",
        "sent_once": uuid.uuid4(),
        **dated("expected_on", datetime.date(2027, 3, 1)),
    }
    assert client.post(at(found, "parallel-add"), sent).status_code == 302
    said = text(client.get(at(found, "parallel")))
    for words in ("This review waits for it", "Expected to end on 1 March 2027"):
        assert words in said
    row = found.parallel.get()
    ended = sent | dated("ended_on", TODAY()) | {"version": 1}
    client.post(at(found, "parallel-edit", row.pk), ended)
    said = text(client.get(at(found, "parallel")))
    assert "This review waits for it" not in said
    assert "Nobody waits any more" in said
