"""Each check of reviews refuses a pack that breaks it, naming file and place."""

import pytest

FILE = "reviews.toml"

BROKEN = [
    (
        'process = "look"',
        'process = "lok"',
        "review_types[0].process: no process 'lok'",
    ),
    (
        '["old_rules", "new_rules"]',
        '["old_rules", "x"]',
        "review_types[1].rule_sets: no rule set 'x'",
    ),
    (
        'limits = ["decide"]',
        'limits = ["x"]',
        "review_types[1].limits: no limit 'x'",
    ),
    (
        'source = "audit"',
        'source = "x"',
        "review_types[1].source: no source 'x'",
    ),
    (
        'lead_group = "panel"',
        'lead_group = "x"',
        "review_types[1].lead_group: no group 'x'",
    ),
    (
        'lead_group = "panel"',
        'lead_group = "board"',
        "review_types[1].lead_group: 'audit' is for 'panel' only",
    ),
    (
        'successor = "new_look"',
        'successor = "x"',
        "review_types[0].successor: no review type 'x'",
    ),
    (
        'successor = "new_look"',
        'successor = "old_look"',
        "review_types[0].successor: 'old_look' follows itself",
    ),
    (
        'legal_basis = "Act 2"\nsource',
        "source",
        "review_types[1].legal_basis: a statutory review names its law",
    ),
    (
        "statutory = true",
        "statutory = true\nreviewers = 0",
        "review_types[1].reviewers: is less than 1",
    ),
    (
        "statutory = true",
        "statutory = true\npublic_for_weeks = -1",
        "review_types[1].public_for_weeks: is less than 0",
    ),
    ("count = 10", "count = 0", "limits[0].count: a limit of nothing"),
    (
        'until = "decided"',
        'until = "referred"',
        "limits[0].until: 'referred' starts this limit",
    ),
    (
        'criteria = [{ key = "harm", text = { en = "Harm", cy = "Niwed" } }]',
        "criteria = []",
        "rule_sets[0].criteria: a rule set needs a criterion",
    ),
    (
        'key = "near"',
        'key = "serious"',
        "rule_sets[1].criteria[1].key: 'serious' is here a second time",
    ),
    (
        '{ to = "middle" }',
        '{ to = "mid" }',
        "processes[0].stages[0].moves[0].to: no stage 'mid'",
    ),
    (
        'key = "end"',
        'key = "start"',
        "processes[0].stages[2].key: 'start' is here a second time",
    ),
    (
        '{ to = "middle" }, ',
        "",
        "processes[0].stages[1]: no way leads to 'middle'",
    ),
    (
        'domain = "plan"\nmoves = [{ to = "end", needs = ["plan_or_reason"] }]',
        'domain = "plan"\nmoves = [{ to = "middle" }]',
        "processes[0].stages[1]: no way leads from 'middle' to an end",
    ),
    (
        ', needs = ["plan_or_reason"]',
        "",
        "processes[0].stages[1].moves[0].needs: 'end' needs a plan or a reason",
    ),
    (
        'domain = "improve"',
        'domain = "improve"\nmoves = [{ to = "start" }]',
        "processes[0].stages: no stage is an end",
    ),
    (
        "valid_from = 2010-01-01",
        "valid_from = 2020-01-02",
        "review_types[0].valid_to: lies before valid_from",
    ),
    ("valid_to = 2030-01-01", "valid_to = 2020-01-01", "limits[0].valid_to: lies"),
    (
        'test = "any"',
        'test = "any"\nvalid_from = 2021-01-01',
        "rule_sets[0].valid_to: lies before valid_from",
    ),
    (
        "valid_from = 2020-01-02\ncriteria",
        "valid_from = 2020-01-01\ncriteria",
        "review_types[1].rule_sets: 'old_rules' and 'new_rules' are in force together",
    ),
    (
        "valid_from = 2020-01-02\ncriteria",
        "criteria",
        "review_types[1].rule_sets: 'old_rules' and 'new_rules' are in force together",
    ),
    (', cy = "Hen olwg"', "", "review_types[0].name.cy: no Welsh for 'Old look'"),
    (', cy = "Hen reolau"', "", "rule_sets[0].name.cy: no Welsh for 'Old rules'"),
    (', cy = "Unrhyw un"', "", "rule_sets[0].legal_test.cy: no Welsh for 'Any'"),
    (', cy = "Agos"', "", "rule_sets[1].criteria[1].text.cy: no Welsh for 'Near'"),
    (', cy = "Edrych"', "", "processes[0].name.cy: no Welsh for 'Look'"),
    (', cy = "Canol"', "", "processes[0].stages[1].name.cy: no Welsh for 'Middle'"),
    (', cy = "Penderfynu"', "", "limits[0].name.cy: no Welsh for 'Decide'"),
]


@pytest.mark.parametrize(
    ("old", "new", "message"), BROKEN, ids=[f"{row[1]}-{row[2]}" for row in BROKEN]
)
def test_refuses(pack, old, new, message):
    pack.spoil(FILE, old, new)
    told = [text.removeprefix(f"added/testshire/{FILE}: ") for text in pack.problems()]
    assert any(text.startswith(message) for text in told), told


@pytest.mark.parametrize("name", ["processes", "rule_sets", "limits", "review_types"])
def test_a_key_is_used_once_in_its_list(pack, name):
    text = (pack.root / "testshire" / FILE).read_text()
    start = text.index(f"[[{name}]]")
    stop = text.find("[[", text.index("key", start))
    again = text[start:stop] + ("stages = []\n" if name == "processes" else "")
    pack.write(f"testshire/{FILE}", text + again)
    assert any("is here a second time" in told for told in pack.problems())


def test_a_ring_of_successors_is_told_at_each_type(pack):
    pack.spoil(FILE, "statutory = true", 'statutory = true\nsuccessor = "old_look"')
    told = pack.problems()
    assert len([text for text in told if "follows itself" in text]) == 2


def test_a_process_without_stages_has_no_end(pack):
    text = (pack.root / "testshire" / FILE).read_text()
    empty = (
        '[[processes]]\nkey = "none"\nname = { en = "None", cy = "Dim" }\nstages = []'
    )
    pack.write(f"testshire/{FILE}", text + empty)
    assert pack.problems() == [
        f"added/testshire/{FILE}: processes[1].stages: no stage is an end"
    ]


def test_english_boards_need_no_welsh_reviews(pack):
    pack.spoil("board.toml", '["en", "cy"]', '["en"]')
    pack.spoil(FILE, ', cy = "Agos"', "")
    assert pack.problems() == []


def test_each_part_of_the_cycle_has_its_domain(pack):
    pack.spoil("board.toml", '["identify", "plan"]', '["identify"]')
    assert pack.problems() == [
        "added/testshire/board.toml: cycle_domains: 1 for 2 parts of the cycle"
    ]
