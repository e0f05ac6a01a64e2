"""A return filled in as a workbook: what leaves, what comes back, who is overtaken."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audits.importing.offline import SEAL_SHEET, Seal
from audits.models import Answer, AnswerDraft, ImportBatch
from audits.services.answering import NotOpen, save_answer
from audits.services.offline import (
    NotThisReturn,
    bring_answers,
    commit_answers,
    compare_batch,
    copy_of,
)
from audits.values import AnswerValues
from tests import factories as make
from tests.audits.returns import fresh_return
from tests.audits.workbooks import opened, saved, workbook

pytestmark = pytest.mark.django_db
KINDS = [{"kind": kind} for kind in ("rating", "text", "yes_no", "number", "date")]


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def fresh(side):
    """An unanswered return with a question of each kind."""
    return fresh_return(side, *KINDS)


def column(sheet, name):
    """The column of a copy by its name for the machine."""
    return next(cell.column for cell in sheet[1] if cell.value == name)


def row_of(book, question):
    """The sheet and row a question stands in."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=3, max_col=1):
            if row[0].value == question.key:
                return sheet, row[0].row
    raise AssertionError(f"no row for {question.key}")


def fill(book, question, **cells):
    """Type into a question's row."""
    sheet, row = row_of(book, question)
    for name, value in cells.items():
        sheet.cell(row, column(sheet, name)).value = value


def brought(agency_return, book, by):
    return bring_answers(
        agency_return=agency_return, file=saved(book, "copy.xlsx"), by=by
    )


def take(batch, by, choices=None, versions=None):
    return commit_answers(
        batch=batch, by=by, choices=choices or {}, versions=versions or {}
    )


def test_copy_has_a_row_for_each_question_and_hides_its_seal(side, fresh):
    make.QuestionFactory(section=fresh.section, guidance_en="Look about", order=9)

    book = opened(copy_of(fresh.made))

    first, section, seal = book.worksheets
    assert (seal.title, seal.sheet_state) == (SEAL_SHEET, "veryHidden")
    assert section.title == "1 Leadership"
    codes = [cell.value for cell in section["A"]][2:]
    assert codes[:5] == [question.key for question in fresh.asked]
    assert section.row_dimensions[1].hidden and section.column_dimensions["A"].hidden
    [rating, yes_no] = section.data_validations.dataValidation
    assert str(rating.sqref) == "F3" and str(yes_no.sqref) == "F5"
    assert "Look about" in [cell.value for cell in section["D"]]


def test_typed_words_are_never_formulas(side, fresh):
    answer(fresh, 1, side.lead, text="=1+1")

    book = opened(copy_of(fresh.made))

    sheet, row = row_of(book, fresh.asked[1])
    cell = sheet.cell(row, column(sheet, "answer"))
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert compare_batch(brought(fresh.made, book, side.lead), side.lead).changes == []


def answer(fresh, at, by, version=0, **values):
    return save_answer(
        agency_return=fresh.made,
        question=fresh.asked[at],
        block=None,
        by=by,
        version=version,
        values=AnswerValues(**values),
    )


def test_every_kind_of_answer_comes_back(side, fresh):
    book = opened(copy_of(fresh.made))
    rating, text, yes_no, number, date = fresh.asked
    fill(book, rating, answer="G Green", position="Met\nacross", improvement="Go on")
    fill(book, text, answer="Words")
    fill(book, yes_no, answer="Yes", position="Since May")
    fill(book, number, answer=12.5)
    fill(book, date, answer=datetime.date(2026, 3, 27))

    batch = brought(fresh.made, book, side.lead)
    taken = take(batch, side.lead)

    assert (taken.saved, taken.waiting) == (5, [])
    said = {row.question_id: row for row in fresh.made.answers.all()}
    assert said[rating.pk].level.key == "green"
    assert said[rating.pk].position == "Met\nacross"
    assert said[rating.pk].improvement == "Go on"
    assert said[text.pk].text == "Words"
    assert (said[yes_no.pk].yes, said[number.pk].number) == (True, 12.5)
    assert said[date.pk].day == datetime.date(2026, 3, 27)
    assert {row.updated_by for row in said.values()} == {side.lead}
    batch.refresh_from_db()
    assert (batch.state, batch.decided_by, batch.rows) == ("committed", side.lead, [])


def test_a_rating_without_evidence_is_never_done(side, fresh):
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[0], answer="G Green", position="Met")

    take(brought(fresh.made, book, side.lead), side.lead)

    assert fresh.made.answers.get().complete is False


def test_links_become_evidence_and_make_the_answer_whole(side, fresh):
    book = opened(copy_of(fresh.made))
    link = "Policy | https://example.org/policy\nThe training log"
    fill(book, fresh.asked[0], answer="B", position="Met", links=link)

    batch = brought(fresh.made, book, side.lead)
    comparison = compare_batch(batch, side.lead)
    taken = take(batch, side.lead)

    [remark] = comparison.problems
    assert "The training log" in remark.what and not remark.is_error
    assert remark.where == "1 Leadership!I3"
    assert taken.links == 1
    found = fresh.made.answers.get()
    assert [item.title for item in found.evidence.all()] == ["Policy"]
    assert found.complete is True


def test_untouched_rows_change_nothing(side, fresh):
    answer(fresh, 1, side.lead, text="Line one  \r\nline two")
    book = opened(copy_of(fresh.made))
    answer(fresh, 1, side.lead, version=1, text="Said online later")

    comparison = compare_batch(brought(fresh.made, book, side.lead), side.lead)

    assert (comparison.changes, comparison.unchanged) == ([], 5)


@pytest.fixture
def conflict(side, fresh):
    """The lead typed offline while the executive saved online."""
    answer(fresh, 1, side.lead, text="Before")
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[1], answer="From the file")
    answer(fresh, 1, side.executive, version=1, text="Online")
    return brought(fresh.made, book, side.lead)


def test_both_texts_are_shown_where_two_people_wrote(side, fresh, conflict):
    [change] = compare_batch(conflict, side.lead).conflicts

    [difference] = change.differences
    assert (difference.online, difference.file) == ("Online", "From the file")
    assert (change.base_version, change.version) == (1, 2)


@pytest.mark.parametrize(
    ("choice", "text", "drafts"),
    [("file", "From the file", 0), ("online", "Online", 0), ("later", "Online", 1)],
)
def test_the_person_chooses_whose_words_stay(
    side, fresh, conflict, choice, text, drafts
):
    code = fresh.asked[1].key

    take(conflict, side.lead, {code: choice}, {code: 2})

    assert fresh.made.answers.get().text == text
    kept = AnswerDraft.objects.filter(user=side.lead, cause="conflict")
    assert kept.count() == drafts
    assert all(draft.values["text"] == "From the file" for draft in kept)
    history = fresh.made.answers.get().history.values_list("text", flat=True)
    assert "Online" in history and "Before" in history


def test_words_overtaken_between_preview_and_saving_wait_as_a_draft(side, fresh):
    answer(fresh, 1, side.lead, text="Before")
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[1], answer="From the file")
    batch = brought(fresh.made, book, side.lead)
    code = fresh.asked[1].key
    answer(fresh, 1, side.executive, version=1, text="Online")
    answer(fresh, 1, side.executive, version=2, text="Online again")

    taken = take(batch, side.lead, {code: "file"}, {code: 2})

    assert taken.waiting == [code]
    assert fresh.made.answers.get().text == "Online again"
    assert AnswerDraft.objects.get().values["text"] == "From the file"


def test_wrong_cells_are_named_and_nothing_is_saved(side, fresh):
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[0], answer="Purple", position="Met")
    fill(book, fresh.asked[1], answer="Words")
    fill(book, fresh.asked[2], answer="perhaps")
    fill(book, fresh.asked[3], answer="many")
    fill(book, fresh.asked[4], answer="31 February")
    batch = brought(fresh.made, book, side.lead)

    comparison = compare_batch(batch, side.lead)

    assert [p.where.split("!")[1] for p in comparison.problems] == [
        "F3",
        "F5",
        "F6",
        "F7",
    ]
    with pytest.raises(ValidationError, match="Nothing was saved"):
        take(batch, side.lead)
    assert not fresh.made.answers.exists()


def test_codes_copied_or_changed_are_named(side, fresh):
    book = opened(copy_of(fresh.made))
    sheet, row = row_of(book, fresh.asked[0])
    sheet.cell(9, 1).value = fresh.asked[0].key
    sheet.cell(10, 1).value = "made-up"

    comparison = compare_batch(brought(fresh.made, book, side.lead), side.lead)

    places = {p.where.split("!")[1] for p in comparison.problems}
    assert places == {"A9", "A10"}


def test_a_section_of_a_colleague_is_left_out(side, fresh):
    fresh.made.delegations.create(
        section=fresh.section, to=side.executive, given_by=side.lead
    )
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[1], answer="Words")

    comparison = compare_batch(
        brought(fresh.made, book, side.contributor), side.contributor
    )

    assert comparison.changes == []
    assert "colleague" in comparison.problems[0].what


@pytest.mark.parametrize("whose", ["other_agency", "other_board", "nobody", "forged"])
def test_any_other_file_is_refused_in_the_same_words(world, fresh, whose):
    side = world.alpha
    books = {
        "other_agency": lambda: copy_of(side.received_return),
        "other_board": lambda: copy_of(world.beta.open_return),
        "nobody": lambda: workbook(("Sheet1", [["Some", "words"]])).read(),
        "forged": lambda: copy_of(fresh.made),
    }
    book = opened(books[whose]())
    if whose == "forged":
        book[SEAL_SHEET]["A1"].value += "x"

    with pytest.raises(NotThisReturn) as refused:
        brought(fresh.made, book, side.lead)

    [words] = refused.value.messages
    assert words.startswith("This file is not an offline copy of this return.")
    assert not ImportBatch.objects.exists()


def test_a_return_sent_on_takes_nothing(side, fresh):
    book = opened(copy_of(fresh.made))
    fresh.made.state = "with_executive"
    fresh.made.save()

    with pytest.raises(NotOpen):
        brought(fresh.made, book, side.lead)


def test_a_long_seal_is_kept_in_pieces():
    seal = Seal("RET-1", 1, {f"q-{n}": [n, "0" * 16] for n in range(9000)})

    pieces = seal.signed()

    assert max(len(piece) for piece in pieces) <= 30_000
    assert Seal.opened(pieces) == seal


def test_pages_from_download_to_saving(side, fresh, client_for):
    client = client_for(side.lead)
    where = {"board": side.board.slug, "reference": fresh.made.reference}
    got = client.get(reverse("audits:return-offline", kwargs=where))
    book = opened(got.content)
    fill(book, fresh.asked[1], answer="Written on a train")
    page = reverse("audits:return-offline-import", kwargs=where)

    sent = client.post(page, {"file": saved(book, "copy.xlsx")})
    shown = client.get(sent.url).content.decode()
    done = client.post(f"{sent.url}take/", follow=True)

    assert "Written on a train" in shown and "Save these answers" in shown
    assert fresh.made.answers.get().text == "Written on a train"
    assert "1 answer was saved" in done.content.decode()


def test_refusals_stand_beside_the_file(side, fresh, client_for):
    where = {"board": side.board.slug, "reference": fresh.made.reference}
    page = reverse("audits:return-offline-import", kwargs=where)

    shown = client_for(side.lead).post(page, {"file": workbook(("Sheet1", [["x"]]))})

    assert shown.status_code == 200
    assert "not an offline copy of this return" in str(shown.context["form"].errors)


def test_an_upload_is_its_own_agencys_only(world, side, fresh, client_for):
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[1], answer="Ours")
    batch = brought(fresh.made, book, side.lead)
    page = reverse("audits:import-preview", args=[side.board.slug, batch.pk])

    inside = [side.lead, side.executive, side.contributor]
    outside = [side.officer, side.chair, side.other_lead, world.beta.lead]
    assert [client_for(who).get(page).status_code for who in inside] == [200] * 3
    assert [client_for(who).get(page).status_code for who in outside] == [404] * 4


def test_a_block_of_a_review_and_the_years_priorities_are_in_the_copy(side):
    fresh = fresh_return(
        side, {"repeat": "per_published_review"}, {"repeat": "priorities_inside"}
    )
    review, inside = fresh.asked
    block = fresh.round.items.create(question=review, review_reference="R1")
    fresh.round.items.create(question=inside, text_en="Hear children")
    book = opened(copy_of(fresh.made))
    sheet = book.worksheets[1]
    assert "- Hear children" in sheet["D4"].value
    sheet["F3"].value = "We changed it"

    take(brought(fresh.made, book, side.lead), side.lead)

    kept = fresh.made.answers.get()
    assert (kept.block, kept.text) == (block, "We changed it")


def test_last_rounds_words_are_not_confirmed_by_an_untouched_row(side, fresh):
    answer(fresh, 1, side.lead, text="Last year")
    fresh.made.answers.update(carried="unconfirmed", complete=False)
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[2], answer="No", position="Not yet")

    take(brought(fresh.made, book, side.lead), side.lead)

    kept = fresh.made.answers.get(question=fresh.asked[1])
    assert (kept.carried, kept.complete) == ("unconfirmed", False)


def test_taking_twice_saves_once(side, fresh):
    book = opened(copy_of(fresh.made))
    fill(book, fresh.asked[1], answer="Once")
    batch = brought(fresh.made, book, side.lead)
    take(batch, side.lead)

    with pytest.raises(ValidationError, match="already"):
        take(batch, side.lead)

    assert Answer.objects.get(agency_return=fresh.made).version == 1
