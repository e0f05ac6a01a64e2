"""Papers of a review: judged, listed by section, opened by its people, removed."""

import pytest

from boards.models import AccessRecord
from reviews.models import ReviewDocument
from tests.reviews.asking import csv_file
from tests.reviews.opened import at, text


@pytest.fixture
def side(world):
    return world.alpha


def test_papers_are_listed_under_their_section(side, client_for):
    client = client_for(side.officer)
    sent = {"section": "terms", "files": csv_file(), "title": "Terms of reference"}
    assert client.post(at(side.review, "paper-add"), sent).status_code == 302
    page = client.get(at(side.review, "papers"))
    sections = {str(label): papers for label, papers in page.context["sections"]}
    assert [str(one) for one in sections["Terms of reference"]] == [
        "Terms of reference"
    ]
    assert sections["Report"] == []


@pytest.mark.parametrize("name", ["terms.docx", "terms.exe"])
def test_what_a_file_is_not_is_refused(name, side, client_for):
    sent = {"section": "terms", "files": csv_file(name, b"MZ\x90 junk")}
    page = client_for(side.officer).post(at(side.review, "paper-add"), sent)
    assert page.status_code == 200 and name in text(page)
    assert not ReviewDocument.objects.exists()


def test_a_file_named_after_somebody_is_asked_about(side, client_for):
    client, named = client_for(side.officer), "Report_on_Mr_Smith.csv"
    sent = {"section": "terms", "files": csv_file(named)}
    page = client.post(at(side.review, "paper-add"), sent)
    assert "“Mr Smith”" in text(page) and not ReviewDocument.objects.exists()
    tick = page.context["form"].fields["words_checked"].widget.attrs["value"]
    again = {"section": "terms", "files": csv_file(named), "words_checked": tick}
    assert client.post(at(side.review, "paper-add"), again).status_code == 302


def test_opening_a_paper_is_noted_and_waits_for_the_scanner(side, client_for):
    client = client_for(side.officer)
    address = at(side.review, "paper-file", side.paper.pk)
    page = client.get(address)
    assert b"".join(page.streaming_content) == b"canarypaperalpha"
    assert page["Content-Security-Policy"].startswith("sandbox")
    assert AccessRecord.objects.filter(action="download").count() == 1
    side.paper.document.scan_state = "waiting"
    side.paper.document.save()
    assert client.get(address).status_code == 403


def test_reading_in_a_restricted_group_stays_in_it(side, client_for):
    source = side.review.source
    source.lead_group = side.restricted_group
    source.save()
    address = at(side.review, "paper-file", side.paper.pk)
    assert client_for(side.officer).get(address).status_code == 404
    assert client_for(side.restricted_member).get(address).status_code == 200
    noted = AccessRecord.objects.get(action="download")
    assert noted.group_id == side.restricted_group.pk


def test_a_removed_paper_is_kept_on_record_and_opens_no_more(side, client_for):
    client, paper = client_for(side.chair), side.paper
    client.post(at(side.review, "paper-remove", paper.pk))
    paper.refresh_from_db()
    assert paper.removed_on and paper.history.count() == 2
    assert client.get(at(side.review, "paper-file", paper.pk)).status_code == 404
    page = client.get(at(side.review, "papers"))
    assert "1 document was removed" in text(page)
    assert page.context["number"] == 0
