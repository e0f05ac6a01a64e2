"""The editor of an annual report: sections, blocks, warnings, freezing, the list."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import AnnualReport, UnsavedBlock
from reporting.services.annual_blocks import write_block
from tests.days import boxes
from tests.dissemination.passing import text
from tests.fixtures.annual import DUE, FIRST, LAST, skeleton_for
from tests.fixtures.annual_reading import AnnualReportFactory

LIST = reverse("reporting:annual-reports", args=["alpha"])


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


def at(report, name, *args):
    where = [report.board.slug, report.reference, *args]
    return reverse(f"reporting:{name}", args=where)


def block_of(report, key):
    return report.sections.get(number=1).blocks.get(drawn_by=key)


def test_an_officer_begins_a_report_once_with_the_dates_of_the_framework(side, officer):
    skeleton_for(side.board, "cwm-taf-morgannwg")
    url = reverse("reporting:annual-start", args=["alpha"])
    page = officer.get(url)
    assert page.context["form"].initial["due_on"].month == 7
    assert "the Regulations say before that day" in text(page)
    posted = {"title_en": "Our year", "sent_once": str(uuid.uuid4())}
    for name, day in (("first_day", FIRST), ("last_day", LAST), ("due_on", DUE)):
        posted |= boxes(name, day)
    for _twice in range(2):
        assert officer.post(url, posted).status_code == 302
    report = AnnualReport.objects.get(title_en="Our year")
    assert report.sections.count() == 14 and report.drafted_at
    page = text(officer.get(report.get_absolute_url()))
    for words in ("What the law asks for", "(h) How the board&#x27;s resources"):
        assert words in page
    assert "nothing says it yet: (h) How the board" in page


def test_dates_that_contradict_stay_in_the_form(side, officer):
    skeleton_for(side.board, "hartlepool")
    posted = {"title_en": "Our year", "sent_once": str(uuid.uuid4())}
    for name, day in (("first_day", LAST), ("last_day", FIRST), ("due_on", FIRST)):
        posted |= boxes(name, day)
    page = officer.post(reverse("reporting:annual-start", args=["alpha"]), posted)
    assert "The last day is after the first." in text(page)
    assert "It is due after the year has ended." in text(page)
    assert not AnnualReport.objects.exists()


def test_words_are_kept_while_typed_and_stay_once_saved(side, officer):
    report = side.annual_draft
    block = block_of(report, "activity-words")
    edit = at(report, "annual-block-edit", block.pk)
    words = at(report, "annual-block-words", block.pk)
    typed = {"text_en": "We **met** six times", "version": block.version}
    assert officer.post(words, typed).json()["state"] == "draft"
    page = officer.get(edit)
    assert "We **met** six times" in text(page) and "have not saved it" in text(page)
    preview = officer.post(at(report, "annual-block-preview", block.pk), typed)
    assert "<strong>met</strong>" in preview.content.decode()
    assert officer.post(edit, typed).status_code == 302
    block.refresh_from_db()
    assert block.text_en == "We **met** six times" and block.edited_by == side.officer
    assert not UnsavedBlock.objects.exists()
    officer.post(at(report, "annual-refresh"))
    block.refresh_from_db()
    assert block.text_en == "We **met** six times"
    history = text(officer.get(at(report, "annual-block-history", block.pk)))
    assert "We **met** six times" in history and "drawn from records" in history
    officer.post(at(report, "annual-block-change", block.pk), {"change": "take_back"})
    block.refresh_from_db()
    assert block.edited_at is None and "learnt from" in block.text_en


def test_the_second_of_two_editors_sees_both_texts(side, officer):
    block = block_of(side.annual_draft, "activity-words")
    seen = block.version
    write_block(
        block=block, values={"text_en": "Theirs"}, version=seen, by=side.officer
    )
    page = officer.post(
        at(side.annual_draft, "annual-block-edit", block.pk),
        {"text_en": "Mine", "version": seen},
    )
    assert page.status_code == 200
    assert "Theirs" in text(page) and "Mine" in text(page)


def test_words_that_could_identify_somebody_are_shown_before_they_are_kept(
    side, officer
):
    block = block_of(side.annual_draft, "activity-words")
    edit = at(side.annual_draft, "annual-block-edit", block.pk)
    typed = {"text_en": "Born on 3 May 2019 in the area", "version": block.version}
    page = officer.post(edit, typed)
    assert "This could identify somebody" in text(page)
    block.refresh_from_db()
    assert block.edited_at is None


def test_blocks_move_leave_and_come_back(side, officer):
    report = side.annual_draft
    section = report.sections.get(number=1)
    first, second = section.blocks.order_by("number")[:2]
    change = at(report, "annual-block-change", second.pk)
    officer.post(change, {"change": "up"})
    assert list(section.blocks.order_by("number")[:2]) == [second, first]
    officer.post(change, {"change": "remove"})
    page = text(officer.get(at(report, "annual-section", section.pk)))
    assert "1 block was taken out" in page
    assert second not in section.blocks.standing()
    officer.post(change, {"change": "restore"})
    assert second in section.blocks.standing()


def test_a_section_says_why_it_is_empty_and_that_it_is_ready(side, officer):
    report = side.annual_draft
    section = report.sections.get(number=4)
    section.blocks.all().delete()
    edit = at(report, "annual-section-edit", section.pk)
    posted = {
        "title_en": section.title_en, "nothing_because": "No scrutiny was held",
        "ready": "on", "version": section.version,
    }  # fmt: skip
    assert officer.post(edit, posted).status_code == 302
    page = text(officer.get(report.get_absolute_url()))
    assert "Nothing to report, with the reason" in page and "1 of 4" in page


def test_figures_freeze_and_thaw_from_the_page(side, officer):
    report = side.annual_draft
    officer.post(at(report, "annual-freeze"), {"frozen": "yes"})
    page = officer.get(report.get_absolute_url())
    assert "Unfreeze the figures" in text(page)
    refused = officer.post(at(report, "annual-refresh"), follow=True)
    assert "The figures are frozen. Unfreeze them first." in text(refused)
    officer.post(at(report, "annual-freeze"), {"frozen": "no"})
    report.refresh_from_db()
    assert report.frozen_at is None


def test_an_agreed_report_no_longer_changes(side, officer):
    report = side.annual_draft
    block = side.annual_block
    AnnualReport.objects.filter(pk=report.pk).update(state="agreed")
    page = officer.post(
        at(report, "annual-block-edit", block.pk),
        {"text_en": "Too late", "version": block.version},
    )
    assert "The report is agreed: nothing in it changes." in text(page)
    officer.post(at(report, "annual-block-change", block.pk), {"change": "remove"})
    block.refresh_from_db()
    assert "Too late" not in block.text_en and block.removed_at is None


def test_steps_are_counted_back_moved_and_ticked(side, officer):
    report = side.annual_draft
    steps = {one.key: one for one in report.milestones.all()}
    assert steps["published"].due_on == DUE
    assert steps["partners_agree"].due_on == DUE - datetime.timedelta(14)
    step = steps["figures_frozen"]
    officer.post(at(report, "annual-step-tick", step.pk), {"done": "yes"})
    step.refresh_from_db()
    assert step.done_on
    edit = at(report, "annual-step-edit", step.pk)
    posted = {"title": "Figures stand", "version": step.version} | boxes("due_on", DUE)
    assert officer.post(edit, posted).status_code == 302
    assert "Figures stand" in text(officer.get(at(report, "annual-timetable")))


def test_members_find_a_report_in_the_list_once_it_is_circulated(
    side, officer, client_for
):
    report = side.annual_draft
    member = client_for(side.member)
    assert report.reference not in text(member.get(LIST))
    AnnualReport.objects.filter(pk=report.pk).update(state="circulated")
    assert report.reference in text(member.get(LIST))
    assert report.reference in officer.get(LIST, {"as": "csv"}).content.decode()


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_asks_as_often_for_many_reports_as_for_few(side, officer, rows):
    skeleton_for(side.board, "hartlepool")
    for _n in range(rows):
        AnnualReportFactory(board=side.board, created_by=side.officer)
    officer.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        officer.get(LIST)
    assert len(asked) <= 12


def test_a_page_of_a_report_asks_a_settled_number_of_queries(side, officer):
    report = side.annual_draft
    with CaptureQueriesContext(connection) as asked:
        officer.get(report.get_absolute_url())
    assert len(asked) <= 20
