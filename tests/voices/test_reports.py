"""Reports of counts and lessons, and what they show over the years."""

import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from voices.models import AreaReport, AreaReportLine
from voices.services.counts import close_round

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"voices:{name}", args=[side.board.slug, *args])


def sent(side, **values):
    on = TODAY() - datetime.timedelta(3)
    return {
        "title": "Yearly report", "kind": "designated_officer", "year": "2025-26",
        "part": "first", "owner_agency": side.agency.pk, "strand": "child",
        "total": "40", "theme_physical": "22", "theme_sexual": "3",
        "improve_sexual": "on", "summary": "Sports clubs tell late",
        "improvement": "Ask clubs to train", "received_by": side.group.pk,
        "received_on_day": on.day, "received_on_month": on.month,
        "received_on_year": on.year, "lead_group": side.group.pk, "audience": "board",
        "sent_once": uuid4(), **values,
    }  # fmt: skip


@pytest.mark.requirement("SOM-25")
def test_a_report_is_sums_themes_and_lessons_received_by_a_group(side, client_for):
    officer, form = client_for(side.officer), sent(side)
    for _again in range(2):
        page = officer.post(url(side, "report-add", "designated_officer"), form)
        assert page.status_code == 302
    made = AreaReport.objects.get()
    assert (made.total, made.period) == (40, "2025-26, first half")
    assert (made.received_by, made.source.kind) == (side.group, "partner_report")
    assert {one.theme: (one.number, one.improve) for one in made.lines.all()} == {
        "physical": (22, False), "sexual": (3, True),
    }  # fmt: skip
    text = officer.get(made.get_absolute_url()).content.decode()
    assert "Ask clubs to train" in text and "Something to improve" in text
    change = url(side, "report-change", made.reference)
    form |= {"version": 1, "theme_physical": "39"}
    text = officer.post(change, form).content.decode()
    assert "The themes add up to more than this." in text
    assert "Sports clubs tell late" in text
    form |= {"theme_physical": "30", "received_by": ""}
    text = officer.post(change, form).content.decode()
    assert "Choose the group that received it." in text
    assert (
        officer.post(change, form | {"received_by": side.group.pk}).status_code == 302
    )
    assert made.lines.get(theme="physical").number == 30
    text = officer.post(change, form | {"received_by": side.group.pk}).content.decode()
    assert "Somebody else changed this" in text


@pytest.mark.requirement("SOM-25")
def test_small_numbers_of_a_report_are_kept_back(side, client_for):
    made = side.reported(
        "2025-26", {"physical": (31, False), "sexual": (3, True), "neglect": (9, False)}
    )
    page = client_for(side.member).get(made.get_absolute_url())
    said = {x.name: x.cells[0].number.said for x in page.context["pattern"].lines}
    assert said["Physical harm"] == 31
    assert said["Sexual harm"] == said["Neglect"] == "[c]"
    file = client_for(side.member).get(
        url(side, "patterns") + "?kind=designated_officer&as=csv"
    )
    assert "Sexual harm,[c],Yes" in file.content.decode()
    for person in (side.lead, side.officer):
        page = client_for(person).get(made.get_absolute_url())
        assert not page.context["is_any_back"]
    lines = AreaReportLine.objects
    assert lines.visible_to(side.contributor).count() == 3
    assert not lines.visible_to(side.chair).exists()
    assert not lines.visible_to(side.other_lead).exists()


@pytest.mark.requirement("SOM-25")
def test_patterns_over_years_point_to_what_has_to_improve(side, client_for):
    for at, year in enumerate(("2022-23", "2023-24", "2024-25")):
        side.reported(
            year, {"physical": (20 + at, False), "sexual": (9, at == 2),
                   "neglect": (12 - at, False)},
        )  # fmt: skip
    client = client_for(side.member)
    page = client.get(url(side, "patterns") + "?kind=designated_officer")
    assert [one.name[:7] for one in page.context["pattern"].columns] == [
        "2022-23", "2023-24", "2024-25",
    ]  # fmt: skip
    lines = {line.name: line for line in page.context["page"]}
    assert lines["Physical harm"].rises and not lines["Neglect"].rises
    assert lines["Sexual harm"].improves and not lines["Sexual harm"].rises
    page = client.get(url(side, "patterns") + "?kind=designated_officer&points=yes")
    assert {line.name for line in page.context["page"]} == {
        "Physical harm", "Sexual harm",
    }  # fmt: skip


@pytest.mark.requirement("SOM-25")
def test_themes_of_complaints_stand_in_the_same_table_once_closed(side, client_for):
    for agency, by, late in (
        (side.agency, side.lead, 18), (side.other_agency, side.other_lead, 20),
    ):  # fmt: skip
        side.counted(
            agency, by, complaints=late + 9,
            lines={("theme", "delay"): late, ("theme", "conduct"): 9},
        )  # fmt: skip
    client = client_for(side.member)
    assert list(client.get(url(side, "patterns")).context["page"]) == []
    close_round(count_round=side.count_round, by=side.officer)
    page = client.get(url(side, "patterns"))
    said = {line.name: line.cells[0].number.said for line in page.context["page"]}
    assert said["Delay and waiting"] == 38
    assert said["Attitude and conduct of staff"] == 18


def test_a_lead_reports_for_their_own_agency_only(side, client_for):
    lead = client_for(side.lead)
    form = sent(side, owner_agency=side.other_agency.pk)
    page = lead.post(url(side, "report-add", "designated_officer"), form)
    assert page.status_code == 200
    page = lead.get(url(side, "report-add", "rubbish"))
    assert page.status_code == 404
    with pytest.raises(ValidationError):
        side.reported("2020", {"physical": (9, False)}, total=3)
    with pytest.raises(ValidationError):
        side.reported("2020", {}, total=3, kind="rubbish")


def test_the_list_filters_exports_and_costs_the_same(side, client_for):
    made, client = side.area_report, client_for(side.member)
    for query, number in {
        "?q=Report": 1, "?q=nothing": 0, "?kind=designated_officer": 1,
        "?kind=education": 0, "?year=2024": 1, "?part=first": 0, "?received=no": 1,
        "?received=yes": 0, f"?agency={side.agency.pk}": 1,
    }.items():  # fmt: skip
        page = client.get(url(side, "reports") + query)
        assert page.context["page"].paginator.count == number, query
    file = client.get(url(side, "reports") + "?as=csv").content.decode()
    assert made.source.title in file

    def spent(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    places = [url(side, "reports"), url(side, "patterns") + "?kind=designated_officer"]
    places.append(url(side, "patterns"))
    few = [spent(place) and spent(place) for place in places]
    for year in range(20):
        side.reported(f"20{year:02d}", {"physical": (9, False)})
    assert [spent(place) for place in places] == few
    assert max(few) <= 12
