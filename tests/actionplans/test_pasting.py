"""Rows out of Excel and Word become actions of a plan, once."""

import datetime

import pytest
from django.urls import reverse

from actionplans.directory import Directory
from actionplans.importing.pasted import read_pasted
from actionplans.models import BringingIn

HEADINGS = (
    "Action\tTimescale\tResponsible\tIntended Outcome\t"
    "How will we measure the Outcome?\tProgress"
)
DAY = datetime.date(2030, 3, 31)


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def read(side):
    return lambda text: read_pasted(text, Directory(side.board, side.officer))


def cells(found, *names):
    return [tuple(row.cells.get(name, "") for name in names) for row in found.rows]


def test_rows_under_the_headings_of_the_form(read):
    found = read(f"{HEADINGS}\nWrite it\t31/03/2030\tMatron\tKnown\tAudit\tBegun\n")
    assert found.may_commit
    [row] = found.rows
    assert row.values["due_on"] == DAY
    assert cells(found, "text", "responsible", "intended_outcome", "measure") == [
        ("Write it", "Matron", "Known", "Audit")
    ]
    assert row.cells["progress"] == "Begun"


def test_headings_in_any_order_and_with_some_missing(read):
    found = read("TIMESCALE\taction:\tNotes\n31 March 2030\tWrite it\tno\n")
    assert cells(found, "text", "due_on") == [("Write it", "31 March 2030")]
    assert "no" not in found.rows[0].cells.values()


def test_without_headings_in_the_order_of_the_form(read):
    found = read("Write it\t2030-03-31\tMatron\nTell them\t31.3.2030\n")
    assert cells(found, "text", "responsible") == [
        ("Write it", "Matron"), ("Tell them", "")
    ]  # fmt: skip
    assert [row.values["due_on"] for row in found.rows] == [DAY, DAY]


def test_all_eight_columns_without_headings(read):
    found = read("Recommend\tBecause\tWrite it\t31/03/2030\tA\tB\tC\tD\n")
    assert cells(found, "recommendation_text", "rationale", "text", "measure") == [
        ("Recommend", "Because", "Write it", "C")
    ]


def test_recommendation_and_rationale_above_the_table_hold_for_its_rows(read):
    found = read(
        "Recommendation: Agree one protocol\nRationale:\tThree differ\n"
        f"{HEADINGS}\nWrite it\t31/03/2030\nTell them\t30/04/2030\n"
        "Recommendation: Train\nAsk them\t31/05/2030\n"
    )
    assert cells(found, "recommendation_text", "rationale", "text") == [
        ("Agree one protocol", "Three differ", "Write it"),
        ("Agree one protocol", "Three differ", "Tell them"),
        ("Train", "Three differ", "Ask them"),
    ]


def test_a_recommendation_above_a_narrow_table_is_no_part_of_its_first_row(read):
    found = read(
        "Recommendation: Agree\nAction\tTimescale\tResponsible\n"
        "Write it\t31/03/2030\tMatron\n"
    )
    assert cells(found, "recommendation_text", "text") == [("Agree", "Write it")]


def test_cells_of_several_lines_as_excel_quotes_them(read):
    found = read(f'{HEADINGS}\n"Write it\nand ""agree"" it"\t31/03/2030\tM\tK\tA\tP\n')
    assert cells(found, "text") == [('Write it\nand "agree" it',)]


def test_quotation_marks_people_type_stay(read):
    found = read('"Think Family" approach\t31/03/2030\n"Ask\t30/04/2030\n')
    assert cells(found, "text") == [('"Think Family" approach',), ('"Ask',)]


def test_cells_of_several_lines_as_word_breaks_them(read):
    found = read(
        f"{HEADINGS}\nWrite it\nand agree it\t31/03/2030\tMatron\tKnown\tAudit\tNo\n"
    )
    assert cells(found, "text", "responsible") == [("Write it\nand agree it", "Matron")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write it\tsoon", "is no date"), ("Write it", "Timescale"),
        ("\t31/03/2030", "Action"),
        ("A\t31/03/2030\tB\tC\tD\tE\tF\tG\tH\tI", "more cells"),
        (f"A\t31/03/2030\t{'x' * 300}", "longer than 250"),
        ("\n" * 5 + " ", "No row was found"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(read, text, words):
    found = read(text)
    problems = [*found.problems, *(p for row in found.rows for p in row.problems)]
    assert not found.may_commit
    assert any(words in one.what for one in problems), problems


@pytest.mark.parametrize("text", ["\x00\x01", "'" * 9000, "\t" * 900, "=1+1\t=2"])
def test_odd_text_breaks_nothing(read, text):
    assert not read(text).may_commit


def paste(client, side, text):
    address = reverse("actionplans:plan-paste", args=["alpha", side.plan.reference])
    return client.post(address, {"text": text})


def test_rows_are_added_once(side, client_for):
    client = client_for(side.officer)
    url = paste(client, side, f"{HEADINGS}\nWrite it\t31/03/2030\tM\tK\tA\tGo\n").url
    assert "Write it" in client.get(url).content.decode()
    assert side.plan.actions.count() == 1
    first, second = client.post(url, {"add": 1}), client.post(url, {"add": 1})
    assert first.url == second.url
    assert side.plan.actions.count() == 2
    made = side.plan.actions.last()
    assert (made.text, made.due_on, made.agreed, made.created_by) == (
        "Write it", DAY, True, side.officer,
    )  # fmt: skip
    assert set(made.updates.values_list("kind", "text")) == {
        ("created", ""), ("progress", "Go"),
    }  # fmt: skip


def test_what_was_pasted_stays_until_it_is_mended(side, client_for):
    client = client_for(side.officer)
    text = "Write it\tsoon\nTell them\t31/03/2030\n"
    url = paste(client, side, text).url
    page = client.get(url)
    assert page.context["form"].initial["text"].split() == text.split()
    assert "is no date" in page.content.decode()
    client.post(url, {"add": 1})
    assert side.plan.actions.count() == 1  # all or none
    client.post(url, {"text": text.replace("soon", "30/04/2030")})
    client.post(url, {"add": 1})
    assert side.plan.actions.count() == 3


def test_words_that_could_name_somebody_wait_for_a_tick(side, client_for):
    client = client_for(side.officer)
    url = paste(client, side, "Write to Mrs Jenkins\t31/03/2030\n").url
    page = client.post(url, {"add": 1})
    assert "tick that they identify nobody" in page.content.decode()
    assert side.plan.actions.count() == 1
    printed = page.context["screening"].print
    client.post(url, {"add": 1, "words_checked": printed})
    assert side.plan.actions.count() == 2


def test_only_those_who_run_the_plan_paste(side, client_for):
    address = reverse("actionplans:plan-paste", args=["alpha", side.plan.reference])
    assert client_for(side.chair).get(address).status_code == 200
    assert client_for(side.lead).get(address).status_code == 404
    assert client_for(side.member).get(address).status_code == 403
    assert not BringingIn.objects.exists()
