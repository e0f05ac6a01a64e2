"""A board's own questionnaire, in the shapes boards write them."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from audits.importing.columns import Column, recognise
from audits.importing.grid import Sheet
from audits.importing.keys import Earlier, Keys
from audits.importing.lines import sheet_of_lines
from audits.importing.questionnaires import read_questionnaire
from audits.importing.reading import read_file
from audits.importing.results import Known, read_results
from audits.importing.scales import known_scales, level_word
from audits.importing.template import questionnaire_template
from learning.uploads import Refused
from tests.audits.workbooks import upload, workbook

SCALES = known_scales(SimpleNamespace(pack="hartlepool"))
ODD = os.environ.get("LIF_ODD_INPUT")
REAL = os.environ.get("LIF_REAL_QUESTIONNAIRES")


def read(file, *, earlier=None, **chosen):
    """An upload as the preview reads it."""
    found = read_file(file, text=True)
    reading = read_questionnaire(
        found.sheets, settings=chosen, scales=SCALES, earlier=earlier or Earlier()
    )
    reading.problems = [*found.problems, *reading.problems]
    return reading


def said(reading):
    return [(p.where, p.what, p.is_error) for p in reading.problems]


def test_headings_are_found_below_titles_and_notes():
    file = workbook(
        (
            "Audit",
            [
                ["Self-assessment 2026"],
                ["Please return by June", None, None],
                [],
                ["Name of agency", ""],
                ["Ref", "Standard", "Guidance notes", "Evidence", "BRAG rating"],
                ["1.1", "Leaders listen", "All of them", "Minutes", None],
                ["1.2", "Staff are trained", None, None, None],
            ],
        )
    )

    reading = read(file)

    assert [(q.number, q.text.en, q.scale) for q in reading.questions] == [
        ("1.1", "Leaders listen", "brag_compliance"),
        ("1.2", "Staff are trained", "brag_compliance"),
    ]
    assert reading.questions[0].guidance.en == "All of them"
    assert reading.questions[0].evidence_hint.en == "Minutes"
    assert reading.places["q-1-1"] == "Audit!B6"
    assert reading.may_commit


def test_merged_section_cells_and_rows_make_sections():
    file = workbook(
        (
            "Sheet1",
            [
                ["Theme", "Question", "Red", "Amber", "Green"],
                ["Leadership", "Is there a lead?", "No lead", "Named", "Works"],
                [None, "Is there a deputy?", "", "", ""],
                ["Voice of children", None, None, None, None],
                [None, "Are they asked?", "Never", "Some", "All"],
            ],
        ),
        merged=["Sheet1!A2:A3", "Sheet1!A4:E4"],
    )

    reading = read(file)

    assert [(s.title.en, len(s.questions)) for s in reading.sections] == [
        ("Leadership", 2),
        ("Voice of children", 1),
    ]
    first = reading.questions[0]
    assert first.scale == "rag"
    assert {d.level: d.text.en for d in first.descriptors} == {
        "red": "No lead",
        "amber": "Named",
        "green": "Works",
    }


def test_several_sheets_are_several_sections_and_instructions_are_none():
    rows = [["Criteria", "Score"], ["Something is done", None], ["Another", None]]
    file = workbook(
        ("Read me", [["How to fill this in"], ["Write short answers."]]),
        ("1 Culture", rows),
        ("2 Training", [["Criteria", "Score"], ["People learn", None]]),
    )

    reading = read(file, rates="score_0_3")

    assert [(s.number, s.title.en) for s in reading.sections] == [
        ("1", "Culture"),
        ("2", "Training"),
    ]
    assert [q.scale for q in reading.questions] == ["score_0_3"] * 3
    assert reading.may_commit


def test_standard_above_criteria_is_the_section():
    file = workbook(
        (
            "S11",
            [
                ["Standard", "Criteria", "Fully met", "Partially met", "Not met"],
                ["1. Senior commitment", "A named person leads", "", "", ""],
                ["", "It is in plans", "", "", ""],
                ["2. Accountability", "Roles are written down", "", "", ""],
            ],
        )
    )

    reading = read(file)

    assert [(s.number, s.title.en, len(s.questions)) for s in reading.sections] == [
        ("1", "Senior commitment", 2),
        ("2", "Accountability", 1),
    ]
    [scale] = reading.scales
    assert [level.word.en for level in scale.levels] == [
        "Fully met",
        "Partially met",
        "Not met",
    ]
    assert [level.needs_improvement for level in scale.levels] == [False, True, True]


def test_yes_no_columns_ask_yes_or_no():
    rows = [["No.", "Question", "Yes", "No", "Actions"], [1, "Is there a policy?"]]

    reading = read(workbook(("Audit", rows)))

    assert [(q.number, q.kind) for q in reading.questions] == [("1", "yes_no")]


def test_nothing_said_of_ratings_is_an_error_until_a_scale_is_chosen():
    rows = [["Section", "Question"], ["A", "Is it safe?"], ["A", "Is it sound?"]]

    asked = read(workbook(("Sheet1", rows)))
    chosen = read(workbook(("Sheet1", rows)), rates="score_1_5")

    assert [p.where for p in asked.problems if p.is_error] == ["Sheet1"]
    assert chosen.may_commit and {q.scale for q in chosen.questions} == {"score_1_5"}


def test_the_person_says_what_unknown_columns_are():
    rows = [["Aaa", "Bbb"], ["Leaders listen", "All of them"], ["More", "x"], [1, 2]]
    columns = {"heading_row": 0, "columns": {"0": "question", "1": "guidance"}}

    lost = read(workbook(("Sheet1", rows)))
    told = read(workbook(("Sheet1", rows)), sheets={"Sheet1": columns}, rates="written")

    assert not lost.may_commit
    assert ("Sheet1", False) in [(p.where, p.is_error) for p in lost.problems]
    assert [(q.text.en, q.guidance.en) for q in told.questions][0] == (
        "Leaders listen",
        "All of them",
    )


def test_levels_of_unknown_order_are_named():
    rows = [["Question", "Aaa", "Bbb"], ["Is it safe?", "Poorly", "Well"]]
    columns = {"0": "question", "1": "level", "2": "level"}
    told = {"S": {"heading_row": 0, "columns": columns}}

    lost = read(workbook(("S", rows)), sheets=told)
    chosen = read(workbook(("S", rows)), sheets=told, rates="rag")

    assert [p.where for p in lost.problems] == ["S!B1", "S!C1"]
    assert not lost.may_commit and chosen.may_commit


def test_every_problem_names_its_cell():
    rows = [
        ["Question", "Guidance", "Kind of answer", "Tags", "Rating"],
        ["Is it safe?", None, "perhaps", "purple", None],
        ["", "", "rating", None, None],
        ["x" * 6000, None, None, None, None],
        ["Is it safe?", None, None, None, None],
        ["#REF!", None, None, None, None],
    ]

    reading = read(workbook(("Qs", rows)), rates="rag")

    places = {(p.where, p.is_error) for p in reading.problems}
    assert places == {
        ("Qs!C2", True),  # kind
        ("Qs!D2", False),  # tag
        ("Qs!C3", False),  # no question
        ("Qs!A4", True),  # too long
        ("Qs!A5", False),  # twice
        ("Qs!A6", True),  # an error value
    }
    assert all(p.what and (p.todo or not p.is_error) for p in reading.problems)
    assert not reading.may_commit


@pytest.mark.requirement("HAR-14")
def test_questions_come_in_with_their_voice_tags():
    rows = [
        ["Question", "Tags", "Voice of the child", "Rating: BRAG"],
        ["How are babies heard?", "pre-verbal, communication", "yes", None],
    ]

    [question] = read(workbook(("Qs", rows))).questions

    assert sorted(question.tags) == [
        "communication",
        "pre_verbal",
        "voice_of_the_child",
    ]


def test_numbers_that_excel_shortened_are_named():
    rows = [["No", "Question", "RAG"], [1.1, "Is it safe?"], [1.1, "Is it sound?"]]

    reading = read(workbook(("Qs", rows)))

    assert [(p.where, p.is_error) for p in reading.problems] == [("Qs!A3", False)]
    assert [q.key for q in reading.questions] == ["q-1-1", "q-1-1-2"]


def test_formulas_are_read_as_they_show_and_named():
    rows = [["Question", "Rating"], ['="Is it "&"safe?"', None], ["Is it so?", None]]

    reading = read(workbook(("Qs", rows)), rates="rag")

    assert [q.text.en for q in reading.questions] == ["Is it so?"]
    assert "Qs!A2" in [p.where for p in reading.problems]


def test_hidden_sheets_are_left_out_and_named():
    rows = [["Question", "RAG"], ["Is it safe?", None]]
    file = workbook(("Qs", rows), ("Secret", rows), hidden=["Secret"])

    reading = read(file)

    assert len(reading.questions) == 1
    assert "Secret" in [p.where for p in reading.problems]


def test_too_many_questions_are_refused_whole():
    rows = [["Question", "RAG"], *[[f"Question {n}?", None] for n in range(601)]]

    reading = read(workbook(("Qs", rows)))

    assert not reading.may_commit
    assert "600" in " ".join(p.what for p in reading.problems)


def test_a_hundred_thousand_rows_are_refused_in_words():
    lines = ["Question,RAG", *[f"Question {n}?," for n in range(100_000)]]

    with pytest.raises(Refused, match="Nothing was imported"):
        read(upload("\n".join(lines).encode(), "questions.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_any_encoding_keeps_its_letters(encoding):
    text = "Question;Guidance;RAG\nIs the café’s plan known?;Gwybodaeth;\n"

    reading = read(upload(text.encode(encoding), "questions.csv"))

    assert reading.questions[0].text.en == "Is the café’s plan known?"


def test_text_with_questions_becomes_questions_with_line_numbers():
    text = (
        "SOURCE: somewhere\n----\nSafety audit\n\nArea / Yes / No / Actions\n"
        "3.4 (must)\n·  Is there a policy?\n(must)\n·  Is it read? By all.\n"
        "Ask a few people.\n"
    )

    reading = read(upload(text.encode(), "audit.txt"))

    assert [(q.number, q.kind, q.guidance.en) for q in reading.questions] == [
        ("3.4", "yes_no", "(must)"),
        ("1.2", "yes_no", "(must)\nAsk a few people."),
    ]
    assert reading.places["q-3-4"] == "Line 7"


def test_text_without_questions_says_what_to_do():
    with pytest.raises(Refused, match="question mark"):
        read(upload(b"Grades are: met, not met.\n", "grades.txt"))


def test_our_template_reads_back_without_its_example():
    body = questionnaire_template()

    empty = read(upload(body))

    assert [p.what for p in empty.problems if p.is_error] == [
        "No questions were found."
    ]
    [mapping] = [one.mapping for one in empty.sheets if one.is_understood]
    assert set(mapping.levels.values()) == {"blue", "green", "amber", "red"}
    assert mapping.first(Column.KIND) is not None


def test_keys_stay_with_their_questions():
    earlier = Earlier([("q-1-1", "1.1", "Leaders listen"), ("old", "1.2", "Train all")])
    keys = Keys(earlier)

    assert keys.question("9", "Leaders  listen!") == "q-1-1"  # same words, moved
    assert keys.question("1.2", "Train all staff") == "old"  # reworded
    assert keys.question("1.1", "Money is counted") == "q-1-1-2"  # another question


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Section ", Column.SECTION),
        ("STANDARD", Column.QUESTION),
        ("Question/Criteria", Column.QUESTION),
        ("Evidence (examples)", Column.EVIDENCE),
        ("Compliance BRAG Rating", Column.RATING),
        ("Summary of Current Position", Column.POSITION),
        ("Guidance:", Column.GUIDANCE),
        ("Lunch", None),
        ("", None),
    ],
)
def test_headings_are_recognised_tolerantly(heading, column):
    assert recognise(heading) == column


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("RED - what poor looks like", "red"),
        ("Green (met)", "green"),
        ("Partially Met", "partially met"),
        ("Score 3", "3"),
        ("2", "2"),
        ("Good practice", None),
        ("Notes", None),
    ],
)
def test_levels_are_recognised_in_headings(heading, word):
    assert level_word(heading) == word


@settings(max_examples=60, deadline=None)
@given(some.text(max_size=400))
def test_any_text_is_read_without_breaking(text):
    sheet_of_lines("Text", text)
    recognise(text)
    level_word(text)


WORDS = some.sampled_from(
    ["", "Question", "Section", "No", "Yes", "RAG", "Red", "Green", "1.1", "1. A b",
     "Example", "Agency", "Rating", "Met", "2", "Odd level", "#REF!", "Is it?",
     "x" * 6000, "voice of the child"]
) | some.text(max_size=20)  # fmt: skip
GRIDS = some.lists(some.lists(WORDS, max_size=6), max_size=9)
CHOSEN = some.fixed_dictionaries(
    {},
    optional={
        "rates": some.sampled_from(["found", "rag", "yes_no", "written", "odd"]),
        "sheets": some.fixed_dictionaries(
            {
                "S": some.fixed_dictionaries(
                    {
                        "heading_row": some.integers(0, 12),
                        "columns": some.dictionaries(
                            some.sampled_from("0123456789"),
                            some.sampled_from([column.value for column in Column]),
                        ),
                    }
                )
            }
        ),
    },
)


@settings(max_examples=300, deadline=None)
@given(GRIDS, CHOSEN)
def test_any_grid_is_read_or_its_problems_named(grid, chosen):
    sheet = Sheet("S", grid)

    reading = read_questionnaire(
        [sheet], settings=chosen, scales=SCALES, earlier=Earlier()
    )

    keys = [question.key for question in reading.questions]
    assert len(keys) == len(set(keys))
    assert all(key and len(key) <= 80 for key in keys)
    assert all(len(question.number) <= 20 for question in reading.questions)
    assert all(problem.where and problem.what for problem in reading.problems)
    assert reading.questions or not reading.may_commit


@settings(max_examples=300, deadline=None)
@given(GRIDS, CHOSEN)
def test_any_grid_of_results_is_read_or_its_problems_named(grid, chosen):
    known = Known({"1": ["x"]}, {"2": ["y"]}, {"q": ["Is it?", "", "1.1", "q", "z"]},
                  {"q": {"green": ["Green", "G Green"]}})  # fmt: skip

    reading = read_results([Sheet("S", grid)], settings=chosen, known=known)

    assert all(problem.where and problem.what for problem in reading.problems)
    assert {one.question for one in reading.results} <= {"q"}


@pytest.mark.skipif(not REAL, reason="LIF_REAL_QUESTIONNAIRES names no folder")
def test_real_questionnaires_are_read_or_refused_in_words():
    """Files outside the repository: none breaks, and those with questions work."""
    made = {}
    for path in sorted(Path(REAL).iterdir()):
        try:
            made[path.name] = read(upload(path.read_bytes(), path.name), rates="rag")
        except Refused as problem:
            assert problem.messages[0]
    assert any(reading.may_commit for reading in made.values())


@pytest.mark.skipif(not ODD, reason="LIF_ODD_INPUT names no folder")
def test_hostile_files_are_read_or_refused_in_words():
    for path in sorted(Path(ODD).rglob("*.*")):
        try:
            read(upload(path.read_bytes(), path.name))
        except Refused as problem:
            assert problem.messages[0]
