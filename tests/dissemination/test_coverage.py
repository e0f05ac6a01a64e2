"""Which agency is how far: the map of gaps (SOL-35, HAR-39)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dissemination.models import LearningRequest
from tests import factories as make
from tests.dissemination.passing import text

MAP = reverse("dissemination:coverage", args=["alpha"])


@pytest.fixture
def side(world):
    assert world.alpha.answered_part and world.alpha.team_link
    return world.alpha


def agencies(page):
    return [line.agency for line in page.context["page"]]


@pytest.mark.requirement("SOL-35", "HAR-39")
def test_the_business_unit_sees_gaps_first_in_words(side, client_for):
    page = client_for(side.officer).get(MAP)
    assert agencies(page) == [side.agency, side.other_agency]
    read = text(page)
    assert "Being written" in read and "Disseminated" in read
    assert side.agency_part.get_absolute_url() in read
    [first, second] = page.context["page"]
    assert (first.gaps, second.gaps) == (4, 2)
    assert (first.passed_on, first.told) == (40, 9)
    assert page.context["totals"]["gaps"] == 6


def test_late_answers_say_so(side, client_for):
    yesterday = timezone.localdate() - datetime.timedelta(1)
    LearningRequest.objects.update(due_on=yesterday)
    page = client_for(side.officer).get(MAP, {"gaps": "late"})
    assert agencies(page) == [side.agency]
    [line] = page.context["page"]
    assert str(line.cells[-1].level) == "Late"


def test_an_agency_sees_its_own_row_only(side, client_for):
    assert agencies(client_for(side.lead).get(MAP)) == [side.agency]
    assert agencies(client_for(side.chair).get(MAP)) == [side.agency, side.other_agency]
    assert agencies(client_for(side.member).get(MAP)) == []


def test_it_is_filtered_sorted_and_exported(side, client_for):
    client = client_for(side.officer)
    assert agencies(client.get(MAP, {"q": "hospital"})) == [side.other_agency]
    assert agencies(client.get(MAP, {"sector": "police"})) == [side.agency]
    ordered = agencies(client.get(MAP, {"sort": "-agency"}))
    assert ordered == [side.agency, side.other_agency]  # Police, then Hospital
    asked = {"request": side.learning_request.reference, "as": "csv"}
    file = client.get(MAP, asked).content.decode()
    assert "Being written" in file and str(side.other_agency) in file


def test_it_is_as_quick_with_many_agencies(side, client_for):
    client = client_for(side.officer)

    def queries(number):
        for _n in range(number):
            agency = make.AgencyFactory(on_boards=[side.board])
            side.learning_request.parts.create(board=side.board, agency=agency)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(MAP).status_code == 200
        return len(asked)

    queries(0)  # the first page of a session costs more
    few = queries(3)
    assert (few, few <= 12) == (queries(40), True)


def test_one_request_is_as_quick_with_many_agencies(side, client_for):
    client, address = client_for(side.officer), side.learning_request.get_absolute_url()

    def queries(number):
        for _n in range(number):
            agency = make.AgencyFactory(on_boards=[side.board])
            side.learning_request.parts.create(board=side.board, agency=agency)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    queries(0)  # the first page of a session costs more
    few = queries(3)
    assert (few, few <= 12) == (queries(22), True)
