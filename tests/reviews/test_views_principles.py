"""The board's own principles, answered for each review before sign-off."""

import pytest
from django.utils import timezone

from frameworks.packs import load_pack
from learning.services.stages import MoveRefused, advance
from tests import factories as make
from tests.reviews.opened import WALES, WOLVERHAMPTON, at, opened, text


def ready(side, key, pack):
    """A review whose report and findings are there."""
    found = opened(
        side,
        key,
        pack=pack,
        stage="report",
        what_happened="A",
        why_it_happened="B",
        what_will_be_done="C",
    )
    make.FindingFactory(source=found.source)
    return found


def sent(count, **changes):
    data = {}
    for number in range(1, count + 1):
        data |= {
            f"answer_{number}": "kept",
            f"words_{number}": f"Minutes {number}",
            f"version_{number}": 0,
        }
    return data | changes


@pytest.mark.parametrize(
    ("key", "pack", "count"),
    [
        pytest.param("cpr_concise", WALES, 8, marks=pytest.mark.requirement("CTM-8")),
        pytest.param("sar", WOLVERHAMPTON, 7, marks=pytest.mark.requirement("WOL-7")),
    ],
)
def test_all_are_answered_before_sign_off(world, client_for, key, pack, count):
    found, officer = ready(world.alpha, key, pack), world.alpha.officer
    client = client_for(officer)
    said = text(client.get(at(found, "principles")))
    assert f"Answer every principle: {count} are left." in said
    some = sent(count, answer_1="", words_1="")
    client.post(at(found, "principles"), some)
    with pytest.raises(MoveRefused, match="Answer every principle: 1 are left"):
        advance(source=found.source, to="sign_off", by=officer)
    rest = {
        "answer_1": "not_kept",
        "words_1": "No agency offered an independent lead",
        "version_1": 0,
    } | {f"version_{n}": 1 for n in range(2, count + 1)}
    rest |= {f"answer_{n}": "kept" for n in range(2, count + 1)}
    rest |= {f"words_{n}": f"Minutes {n}" for n in range(2, count + 1)}
    assert client.post(at(found, "principles"), rest).status_code == 302
    row = found.principles.get(number=1)
    own = load_pack(pack).board.principles
    assert (row.met, row.text) == (False, own[0].text.en)
    assert advance(source=found.source, to="sign_off", by=officer)


@pytest.mark.requirement("CTM-8", "WOL-7")
def test_an_answer_needs_evidence_or_a_reason(world, client_for):
    found = ready(world.alpha, "cpr_concise", WALES)
    page = client_for(world.alpha.officer).post(
        at(found, "principles"), sent(8, words_2="", answer_2="not_kept")
    )
    assert page.context["form"].errors == {"words_2": ["Say why"]}
    assert not found.principles.exists()


def test_evidence_may_come_before_the_answer(world, client_for):
    found = ready(world.alpha, "cpr_concise", WALES)
    client = client_for(world.alpha.officer)
    client.post(at(found, "principles"), sent(8, answer_3=""))
    assert found.principles.get(number=3).met is None
    assert "1 are left" in text(client.get(at(found, "principles")))


def test_panel_members_answer_too(world, client_for):
    found = ready(world.alpha, "cpr_concise", WALES)
    found.panel.create(
        user=world.alpha.practitioner,
        role="reviewer",
        declaration="independent",
        declared_at=timezone.now(),
        appointed_by=world.alpha.officer,
    )
    client = client_for(world.alpha.practitioner)
    assert client.post(at(found, "principles"), sent(8)).status_code == 302
    assert client.get(at(found, "decision")).status_code == 200
    assert client.post(at(found, "decision"), {}).status_code == 403
