"""What packs say of voices: ladders apart, and faults told with their place."""

import pytest

from frameworks.packs import all_packs


@pytest.mark.requirement("CTM-40")
def test_harts_lowest_three_rungs_are_no_participation_and_arnsteins_are_others():
    for pack in all_packs():
        ladders = {one.key: one.rungs for one in pack.voices.ladders}
        low = [rung.number for rung in ladders["hart"] if not rung.participation]
        assert low == [1, 2, 3]
        assert [rung.key for rung in ladders["hart"][5:]] == [
            "adult_initiated", "child_directed", "child_initiated",
        ]  # fmt: skip
        assert len(ladders["arnstein"]) == 8
        assert ladders["arnstein"][1].key == "therapy"


def test_a_pack_without_the_file_begins_with_what_all_boards_share(pack):
    voices = pack.load().voices
    assert {one.key for one in voices.processes} == {
        "child_protection", "adult_protection", "other",
    }  # fmt: skip
    assert voices.rules.suppress_below == 6 and voices.surveys == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[rules]\nvoice_source = "nowhere"\n', "no source 'nowhere'"),
        ('[rules]\ncomplaints_to = ["nobody"]\n', "no group 'nobody'"),
        ("[rules]\nsuppress_below = 0\n", "is not from 1 to 100"),
        ("[rules]\nsuppres = 1\n", "unknown key"),
        ('[[phases]]\nkey = "y8"\nname = "Y8"\npart_of = "x"\n', "no phase 'x'"),
        (
            '[[ladders]]\nkey = "own"\nname = "Own"\n'
            'rungs = [{ number = 2, key = "a", name = "A" }]\n',
            "rungs go up from 1",
        ),
        ('[[media]]\nkey = "a"\nname = "A"\n' * 2, "'a' stands there twice"),
    ],
)
def test_a_fault_is_told_with_its_place(pack, text, said):
    pack.write("testshire/voices.toml", text)
    [problem] = pack.problems()
    assert said in problem and "testshire/voices.toml" in problem
