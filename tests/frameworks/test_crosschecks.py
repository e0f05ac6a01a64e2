"""Each cross-check refuses a pack that breaks it, naming file and place."""

import pytest

GROUPS, SOURCES, FORM = "groups.toml", "sources.toml", "questionnaires/form.toml"
SCALES, SHARING, TIMETABLE = "scales.toml", "sharing.toml", "timetable.toml"
THEMES = "themes.toml"

BROKEN = [
    (GROUPS, 'key = "panel"', 'key = "board"', "groups[1].key: 'board' is here a"),
    (
        GROUPS,
        'parent = "board"',
        'parent = "bord"',
        "groups[1].parent: no group 'bord'",
    ),
    (
        GROUPS,
        'parent = "board"',
        'reports_to = ["x"]',
        "groups[1].reports_to: no group 'x'",
    ),
    (
        GROUPS,
        'agency = "police"',
        'agency = "polis"',
        "groups[1].seats[0].agency: no agency 'polis'",
    ),
    (
        GROUPS,
        'agency = "police"',
        'agency = "police", safeguarding_partner = "fire"',
        "groups[1].seats[0].safeguarding_partner: 'fire' is not",
    ),
    (
        GROUPS,
        'cy = "Bwrdd" }',
        'cy = "Bwrdd" }\nparent = "panel"',
        "groups[0].parent: 'board' stands above itself",
    ),
    (GROUPS, ', cy = "Bwrdd"', "", "groups[0].name.cy: no Welsh for 'Board'"),
    ("agencies.toml", '"north"', '"nort"', "agencies[0].area: no area 'nort'"),
    (
        "agencies.toml",
        'partner = "police"',
        'partner = "fire"',
        "agencies[0].safeguarding_partner: 'fire' is not",
    ),
    (SOURCES, '["panel"]', '["x"]', "sources[0].responsibility: no group 'x'"),
    (SOURCES, '["board"]', '["x"]', "sources[0].monitored_by: no group 'x'"),
    (SOURCES, '_to = "panel"', '_to = "x"', "sources[0].restricted_to: no group 'x'"),
    (SOURCES, '["e_mail"]', '["fax"]', "sources[0].sharing: no method 'fax'"),
    (
        SCALES,
        'key = "not_met"',
        'key = "met"',
        "scales[0].levels[1].key: 'met' is here a second time",
    ),
    (SCALES, ', cy = "Graddfa"', "", "scales[0].name.cy: no Welsh"),
    (SHARING, ', cy = "E-bost"', "", "sharing[0].name.cy: no Welsh for 'E-mail'"),
    (THEMES, ', cy = "Trosglwyddo"', "", "themes[1].name.cy: no Welsh for 'Handover'"),
    (
        THEMES,
        'key = "handover"',
        'key = "neglect"',
        "themes[1].key: 'neglect' is here a second time",
    ),
    (
        THEMES,
        '["pasio gwaith"]',
        '["Unmet needs"]',
        "themes[1].synonyms: 'unmet needs' already leads to 'neglect'",
    ),
    (THEMES, '"unmet needs"', '" "', "themes[0].synonyms: ' ' is empty or above 80"),
    (
        THEMES,
        "synonyms_cy",
        'national_code = "7"\nsynonyms_cy',
        "themes[1].national_code: no national_list is named",
    ),
    (SHARING, 'group = "board"', 'group = "x"', "audiences[0].group: no group 'x'"),
    (TIMETABLE, "[1, 12]", "[1, 13]", "timetable[0].months[1]: 13 is not a month"),
    (TIMETABLE, "[1, 12]", "[0]", "timetable[0].months[0]: 0 is not a month"),
    (
        TIMETABLE,
        'given_by = "agencies"',
        'given_by = "x"',
        "timetable[0].given_by: no group 'x'",
    ),
    (
        TIMETABLE,
        'received_by = "board"',
        'received_by = "x"',
        "timetable[0].received_by: no group 'x'",
    ),
    (FORM, 'agreed_by = "board"', 'agreed_by = "x"', "agreed_by: no group 'x'"),
    (FORM, 'moderated_by = "panel"', 'moderated_by = "x"', "moderated_by: no group"),
    (FORM, 'source_type = "audit"', 'source_type = "x"', "source_type: no source 'x'"),
    (
        FORM,
        'scale = "yes"',
        'scale = "x"',
        "sections[0].questions[0].scale: no scale 'x'",
    ),
    (
        FORM,
        'scale = "yes"',
        "",
        "sections[0].questions[0].scale: a rating needs a scale",
    ),
    (
        FORM,
        'kind = "text"',
        'kind = "text"\nscale = "yes"',
        "sections[0].questions[1].scale: a text has no scale",
    ),
    (
        FORM,
        'level = "met"',
        'level = "x"',
        "sections[0].questions[0].descriptors[0].level: no level 'x'",
    ),
    (
        FORM,
        'key = "q2"',
        'key = "q1"',
        "sections[0].questions[1].key: 'q1' is here a second time",
    ),
    (
        FORM,
        'attribute = "question"',
        'attribute = "x"',
        "export_columns[0].attribute: no part 'x'",
    ),
    (FORM, ', cy = "Ffurflen"', "", "name.cy: no Welsh for 'Form'"),
    (FORM, ', cy = "Beth?"', "", "sections[0].questions[1].text.cy: no Welsh"),
]


def test_the_pack_is_sound_before_it_is_spoilt(pack):
    assert pack.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), BROKEN, ids=[row[3] for row in BROKEN]
)
def test_refuses(pack, name, old, new, message):
    pack.spoil(name, old, new)
    places = [
        text.removeprefix(f"added/testshire/{name}: ") for text in pack.problems()
    ]
    assert any(text.startswith(message) for text in places), pack.problems()


@pytest.mark.parametrize("name", ["agencies", "sources", "scales", "sharing"])
def test_a_key_is_used_once_in_its_list(pack, name):
    path = pack.root / f"testshire/{name}.toml"
    text = path.read_text()
    pack.write(f"testshire/{name}.toml", text + text[text.index(f"[[{name}]]") :])
    assert f"added/testshire/{name}.toml: {name}[1].key: " in pack.problems()[0]


def test_a_section_key_is_used_once(pack):
    text = (pack.root / "testshire" / FORM).read_text()
    extra = '[[sections]]\nkey = "one"\nnumber = "2"\ntitle = "Two"\n'
    pack.write(f"testshire/{FORM}", text + extra)
    assert pack.problems() == [
        f"added/testshire/{FORM}: sections[1].key: 'one' is here a second time"
    ]


def test_english_boards_need_no_welsh(pack):
    pack.spoil("board.toml", '["en", "cy"]', '["en"]')
    pack.spoil(GROUPS, ', cy = "Bwrdd"', "")
    assert pack.problems() == []


def test_every_problem_is_told_at_once(pack):
    pack.spoil(SOURCES, '["panel"]', '["x"]')
    pack.spoil(TIMETABLE, "[1, 12]", "[13]")
    assert len(pack.problems()) == 2
