"""Whether a lesson makes a difference: strands, before and after, gaps (SOL-39)."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.days import boxes
from tests.dissemination.passing import text

TODAY = timezone.localdate
LIST = reverse("dissemination:measures", args=["alpha"])


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def lesson(side):
    """What an open source taught, seen by the whole board."""
    return make.FindingFactory(source=side.source, kind="lesson", title="Ask again")


def at(finding, name, *args):
    where = [finding.board.slug, finding.source.reference, *args]
    return reverse(f"dissemination:{name}", args=where)


def strand(**values):
    return {
        "strand": "survey", "instrument": "Staff survey", "baseline": "61%",
        "sent_once": str(uuid.uuid4()), **values,
    }  # fmt: skip


@pytest.mark.requirement("SOL-39")
def test_lessons_without_a_strand_or_with_a_late_result_are_shown(
    side, lesson, client_for
):
    assert side.lesson_measure  # overdue
    client = client_for(side.officer)
    page = client.get(LIST, {"state": "gaps"})
    assert {row.pk for row in page.context["page"]} == {lesson.pk, side.finding.pk}
    assert (page.context["without"], page.context["overdue"]) == (1, 1)
    words = strand(**boxes("due_on", TODAY() + datetime.timedelta(90)))
    for _twice in range(2):
        client.post(at(lesson, "measure-add", lesson.pk), words)
    [made] = lesson.measures.all()
    assert (made.strand, made.agency, made.by) == ("survey", None, side.officer)
    rows = client.get(LIST, {"state": "gaps"}).context["page"]
    assert [row.pk for row in rows] == [side.finding.pk]
    assert "Result overdue" in text(client.get(LIST))
    assert "Ask again" in client.get(LIST, {"as": "csv"}).content.decode()


@pytest.mark.requirement("CTM-29")
def test_an_agency_lead_attaches_before_and_after(side, lesson, client_for):
    client = client_for(side.lead)
    client.post(at(lesson, "measure-add", lesson.pk), strand(agency=side.agency.pk))
    made = lesson.measures.get()
    assert made.agency == side.agency
    edit = at(lesson, "measure-edit", made.pk)
    words = strand(version=made.version, result="84%")
    page = client.post(edit, words)
    assert "it goes with what was measured" in text(page) and "84%" in text(page)
    words |= boxes("result_on", TODAY()) | {"meaning": "More ask"}
    assert client.post(edit, words).status_code == 302
    read = text(client_for(side.member).get(at(lesson, "source-measures")))
    for said in ("61%", "84%", "More ask", str(side.agency)):
        assert said in read
    for person in (side.other_lead, side.officer):
        assert client_for(person).get(edit).status_code == 403


def test_two_people_at_once_see_both_texts(side, client_for):
    measure, finding = side.lesson_measure, side.finding
    address = at(finding, "measure-edit", measure.pk)
    words = strand(version=measure.version, instrument="Audit of ten")
    assert client_for(side.officer).post(address, words).status_code == 302
    page = client_for(side.chair).post(address, words | {"instrument": "Audit of five"})
    assert "Audit of ten" in text(page) and "Audit of five" in text(page)


def test_measures_of_an_unpublished_review_stay_with_its_people(side, client_for):
    measure = side.lesson_measure
    address = at(side.finding, "measure-edit", measure.pk)
    assert client_for(side.lead).get(address).status_code == 404
    assert side.finding.title not in text(client_for(side.lead).get(LIST))


def test_the_list_is_as_quick_with_many(side, client_for):
    client = client_for(side.officer)

    def queries(number):
        for _n in range(number):
            finding = make.FindingFactory(source=side.source, kind="lesson")
            finding.measures.create(
                board=side.board, strand="audit", instrument="I", by=side.officer
            )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    queries(0)  # the first page of a session costs more
    few = queries(3)
    assert (few, few <= 12) == (queries(22), True)
