"""What agencies give to an annual report: asked, kept, given, quoted, chased."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from reporting.annual.reading import document_of
from reporting.models import AnnualContribution, UnsavedContribution
from reporting.services.annual_draft import refresh
from tests import factories as make
from tests.days import boxes
from tests.dissemination.passing import text
from tests.reporting.test_annual_editing import at

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def giving(contribution, name="annual-contribution"):
    place = [contribution.report.board.slug, contribution.pk]
    return reverse(f"reporting:{name}", args=place)


def test_an_officer_asks_every_agency_but_schools(side, client_for):
    school = make.AgencyFactory(name_en="High school")
    side.board.agency_links.create(agency=school, school_duty="175")
    report = side.annual_draft
    report.contributions.all().delete()
    officer = client_for(side.officer)
    url = at(report, "annual-contributions-ask")
    offered = officer.get(url).context["form"].fields["agencies"].queryset
    assert set(offered) == {side.agency, side.other_agency, side.third_agency}
    day = TODAY() + datetime.timedelta(30)
    posted = {"agencies": [one.pk for one in offered]} | boxes("due_on", day)
    officer.post(url, posted)
    officer.post(url, posted)
    assert report.contributions.count() == 3
    wall = at(report, "annual-contributions")
    assert "3 agencies have not given yet." in text(officer.get(wall))
    assert "High school" not in text(officer.get(wall))
    assert "Police alpha" in officer.get(wall, {"as": "csv"}).content.decode()


def test_a_contributor_writes_and_the_lead_gives_it(side, client_for):
    contribution = side.annual_given
    url, version = giving(contribution), contribution.version
    typed = {"state": "given", "text": "We trained 40 staff", "version": version}
    writer = client_for(side.contributor)
    kept = writer.post(giving(contribution, "annual-contribution-words"), typed)
    assert kept.json()["state"] == "draft"
    assert "We trained 40 staff" in text(writer.get(url))
    assert writer.post(url, typed).status_code == 403
    assert writer.post(url, typed | {"save": "yes"}).status_code == 302
    officer = client_for(side.officer)
    wall = at(contribution.report, "annual-contributions")
    for page in (officer.get(url), officer.get(wall, {"as": "csv"})):
        assert "We trained 40 staff" not in text(page)
    assert "We trained 40 staff" in text(client_for(side.lead).get(url))
    typed["version"] = version + 1
    assert client_for(side.lead).post(url, typed).status_code == 302
    assert "We trained 40 staff" in text(officer.get(url))
    contribution.refresh_from_db()
    assert (contribution.state, contribution.given_by) == ("given", side.lead)
    assert not UnsavedContribution.objects.exists()
    again = client_for(side.executive).post(url, typed)
    assert "Somebody else changed this" in text(again)


def test_what_was_given_is_quoted_in_the_draft_and_nothing_before(side, client_for):
    report, contribution = side.annual_draft, side.annual_given
    words = "Our teams meet each week"
    AnnualContribution.objects.filter(pk=contribution.pk).update(text=words)
    refresh(report=report, by=side.officer)
    assert words not in str(document_of(report))
    typed = {"state": "given", "text": words, "version": contribution.version}
    client_for(side.lead).post(giving(contribution), typed)
    page = client_for(side.officer).get(report.get_absolute_url())
    assert "What 1 agency gave is not in the draft yet" in text(page)
    refresh(report=report, by=side.officer)
    said = str(document_of(report))
    assert words in said and "1 agency contributed to this report." in said


def test_an_editor_quotes_or_sums_up_what_an_agency_gave(side, client_for):
    report, contribution = side.annual_draft, side.annual_given
    typed = {"state": "given", "text": "We listen", "version": contribution.version}
    client_for(side.lead).post(giving(contribution), typed)
    officer = client_for(side.officer)
    assert "Quote it or sum it up" in text(officer.get(giving(contribution)))
    section = report.sections.get(number=2)
    add = at(report, "annual-block-add", section.pk)
    asked = f"{add}?contribution={contribution.pk}&as=quote"
    form = officer.get(asked).context["form"]
    assert form.initial["text_en"] == "We listen"
    posted = {
        "kind": "quote", "agency": side.agency.pk, "text_en": "We listen",
        "sent_once": str(form.initial["sent_once"]),
    }  # fmt: skip
    for _twice in range(2):
        assert officer.post(asked, posted).status_code == 302
    made = section.blocks.get(text_en="We listen", drawn_by="")
    assert made.agency == side.agency
    assert made.records == [["contribution", str(contribution.pk)]]
    # The address names a contribution of another board: nothing is offered.
    other = f"{add}?contribution=999999999"
    assert "text_en" not in officer.get(other).context["form"].initial


def test_nothing_to_report_is_an_answer(side, client_for):
    contribution = side.annual_given
    typed = {"state": "nothing", "text": "", "version": contribution.version}
    assert client_for(side.lead).post(giving(contribution), typed).status_code == 302
    contribution.refresh_from_db()
    assert contribution.state == "nothing"
    typed = {"state": "given", "text": " ", "version": contribution.version}
    page = client_for(side.lead).post(giving(contribution), typed)
    assert "Write what your agency gives." in text(page)


def test_it_stands_on_your_work_on_our_agency_and_with_the_officer(side, client_for):
    contribution = side.annual_given
    late, soon = (TODAY() + datetime.timedelta(days) for days in (-3, 30))
    AnnualContribution.objects.update(due_on=soon)
    AnnualContribution.objects.filter(pk=contribution.pk).update(due_on=late)
    mine = [one for one in dues(TODAY(), user=side.lead) if "Contribution" in one.text]
    assert [one.due_on for one in mine] == [late]
    page = client_for(side.lead).get(
        reverse("reporting:agency", args=["alpha", side.agency.pk])
    )
    assert "Contributions to the annual report" in text(page)
    assert contribution.report.title in text(page)
    [chase] = [c for c in chases(TODAY(), side.officer) if "annual report" in c.text]
    assert chase.count == 1
    shown = client_for(side.officer).get(chase.url)
    assert "Police alpha" in text(shown)
    typed = {"state": "given", "text": "Done", "version": contribution.version}
    client_for(side.lead).post(giving(contribution), typed)
    left = [one for one in dues(TODAY(), user=side.lead) if "Contribution" in one.text]
    assert left == []


@pytest.mark.parametrize("rows", [3, 60])
def test_the_wall_asks_as_often_for_many_agencies_as_for_few(side, client_for, rows):
    report = side.annual_draft
    for _n in range(rows):
        agency = make.AgencyFactory(on_boards=[side.board])
        report.contributions.create(agency=agency, due_on=TODAY())
    officer, wall = client_for(side.officer), at(report, "annual-contributions")
    officer.get(wall)
    with CaptureQueriesContext(connection) as asked:
        officer.get(wall)
    assert len(asked) <= 12
