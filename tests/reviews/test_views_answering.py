"""An agency answers: drafts nobody else sees, files, two people, handing in."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import InformationRequest, RequestDraft, RequestFile
from reviews.services.handing_in import hand_in
from tests.reviews.asking import answered, csv_file, drafted, own, sent
from tests.reviews.opened import at, text


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def asked(side):
    return sent(side, side.agency, side.contributor)


def words(**more):
    said = {"answer": "What we know", "staff_level": "all", "version": 1}
    return said | {"knowledge_transfer": "Told at team days"} | more


@pytest.mark.requirement("SOL-10")
def test_from_draft_to_receipt(side, asked, client_for):
    client = client_for(side.contributor)
    page = client.post(own(asked, "request-answer"), words(action="check"))
    assert page.url == own(asked, "request-hand-in")
    check = client.get(page.url)
    assert "What we know" in text(check)
    page = client.post(page.url, {"version": check.context["form"]["version"].value()})
    assert page.url == own(asked, "request-receipt")
    assert asked.reference in text(client.get(page.url))
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("answered", side.contributor)
    assert (asked.staff_level, asked.knowledge_transfer) == ("all", "Told at team days")
    shown = text(
        client_for(side.officer).get(at(side.review, "review-request", asked.reference))
    )
    assert "What we know" in shown and "Staff at every level" in shown


def test_the_people_of_the_review_see_no_draft(side, asked, client_for):
    drafted(asked, side.contributor, answer="Unfinished")
    files = {
        "files": csv_file("unfinished.csv"),
        **words(answer="Unfinished", version=2),
    }
    client_for(side.contributor).post(own(asked, "request-answer"), files)
    assert asked.files.get().handed_in is False
    for who in (side.officer, side.chair):
        client = client_for(who)
        page = client.get(at(side.review, "review-request", asked.reference))
        assert "nfinished" not in text(page)
        file = own(asked, "request-file", asked.files.get().pk)
        assert client.get(file).status_code == 404
    colleague = client_for(side.lead).get(own(asked, "request-answer"))
    assert "Unfinished" in text(colleague) and "unfinished.csv" in text(colleague)


def test_files_are_judged_by_what_they_hold_and_words_are_kept(side, asked, client_for):
    client = client_for(side.contributor)
    bad = csv_file("report.pdf", b"MZ\x90\x00 not a pdf")
    page = client.post(own(asked, "request-answer"), words(files=bad))
    assert page.status_code == 200 and "report.pdf" in text(page)
    assert asked.draft.answer == "What we know"
    assert not asked.files.exists()
    version = page.context["form"]["version"].value()
    page = client.post(
        own(asked, "request-answer"), words(files=csv_file(), version=version)
    )
    assert page.status_code == 302
    assert str(asked.files.get()) == "minutes.csv"


def test_a_file_leaves_through_the_view_that_asks_who_reads(side, asked, client_for):
    client = client_for(side.contributor)
    client.post(own(asked, "request-answer"), words(files=csv_file()))
    file = asked.files.get()
    address = own(asked, "request-file", file.pk)
    page = client.get(address)
    assert b"".join(page.streaming_content) == b"a,b\n1,2\n"
    assert page["X-Content-Type-Options"] == "nosniff"
    client.post(own(asked, "request-hand-in"), {"version": 2})
    page = client_for(side.officer).get(address)
    assert page.status_code == 200
    assert client_for(side.other_lead).get(address).status_code == 404
    client.post(own(asked, "request-file-remove", file.pk))
    assert RequestFile.objects.filter(pk=file.pk).exists()  # handed in: it stays
    file.document.scan_state = "waiting"
    file.document.save()
    assert client_for(side.officer).get(address).status_code == 403


def test_two_colleagues_see_both_texts(side, asked, client_for):
    drafted(asked, side.lead, answer="Theirs")
    client = client_for(side.contributor)
    page = client.post(own(asked, "request-answer"), words(answer="Mine"))
    assert page.status_code == 200
    assert "Theirs" in text(page) and "Mine" in text(page)
    assert RequestDraft.objects.get().answer == "Theirs"
    version = page.context["form"]["version"].value()
    client.post(own(asked, "request-answer"), words(answer="Both", version=version))
    assert RequestDraft.objects.get().answer == "Both"


def test_autosave_keeps_words_and_tells_of_a_colleague(side, asked, client_for):
    client = client_for(side.contributor)

    def save(**more):
        page = client.post(own(asked, "request-autosave"), words(**more))
        return json.loads(page.content)

    assert save()["version"] == 2
    assert save(answer="More", version=2)["state"] == "saved"
    drafted(asked, side.lead, answer="Theirs", version=3)
    said = save(answer="Mine", version=3)
    assert (said["state"], said["who"]) == ("conflict", str(side.lead))
    hand_in(request=asked, version=4, by=side.lead)
    assert save(version=5)["state"] == "closed"


def test_nothing_is_handed_in_unread_or_unfinished(side, asked, client_for):
    client, address = client_for(side.contributor), own(asked, "request-hand-in")
    drafted(asked, side.contributor, staff_level="")
    page = client.post(address, {"version": 2})
    assert page.status_code == 200 and "Say who took part" in text(page)
    drafted(asked, side.contributor, answer="Newer", version=2)
    page = client.post(address, {"version": 2})
    assert "A colleague changed the answer meanwhile" in text(page)
    asked.refresh_from_db()
    assert asked.state == "sent"


def test_a_name_is_asked_about_before_the_board_reads_it(side, asked, client_for):
    """The draft keeps whatever was typed; handing it in takes a second look."""
    client, address = client_for(side.contributor), own(asked, "request-hand-in")
    client.post(own(asked, "request-answer"), words(answer="We told Mr Smith so."))
    assert asked.draft.answer == "We told Mr Smith so."
    page = client.post(address, {"version": 2})
    assert "This could identify somebody" in text(page) or "Mr Smith" in text(page)
    asked.refresh_from_db()
    assert asked.state == "sent"
    tick = page.context["form"].fields["words_checked"].widget.attrs["value"]
    client.post(address, {"version": 2, "words_checked": tick})
    asked.refresh_from_db()
    assert asked.state == "answered"


def test_the_name_of_a_file_is_asked_about(side, asked, client_for):
    client = client_for(side.contributor)
    named = csv_file("Report_on_Mr_Smith.csv")
    page = client.post(own(asked, "request-answer"), words(files=named))
    assert page.status_code == 200 and "“Mr Smith”" in text(page)
    assert not asked.files.exists() and asked.draft.answer == "What we know"


def test_words_written_after_a_colleague_handed_in_are_shown(side, asked, client_for):
    answered(asked, side.lead)
    page = client_for(side.contributor).post(
        own(asked, "request-answer"), words(answer="Too late words")
    )
    assert page.status_code == 200
    assert "Too late words" in text(page) and "handed in already" in text(page)


def test_the_agency_learns_nothing_of_the_review(side, asked, client_for):
    answered(asked, side.contributor)
    client = client_for(side.lead)
    for name in ("request", "request-receipt"):
        page = text(client.get(own(asked, name)))
        assert "canaryreview" not in page and side.review.reference not in page
        assert str(side.officer) not in page
    for name in ("review", "panel", "papers", "review-requests"):
        assert client.get(at(side.review, name)).status_code == 404


def test_the_list_finds_late_and_waiting_ones(side, asked, client_for):
    past = timezone.localdate() - datetime.timedelta(2)
    other = sent(side, side.agency, side.contributor, title="An older one")
    InformationRequest.objects.filter(pk=other.pk).update(due_on=past)
    client, address = client_for(side.lead), reverse("reviews:requests", args=["alpha"])
    assert client.get(address).context["page"].paginator.count == 2
    for query in ("?state=late", "?q=older", "?state=late&as=csv"):
        page = client.get(address + query)
        assert "An older one" in text(page) and "Your part" not in text(page)


@pytest.mark.parametrize("number", [3, 60])
def test_the_list_costs_the_same_however_long(
    number, side, client_for, django_assert_max_num_queries
):
    for index in range(number):
        side.review.requests.create(
            board=side.board, agency=side.agency, title="T", asked="A",
            due_on=timezone.localdate(), reference=f"REQ-{index}", state="sent",
            sent_by=side.officer, sent_at=timezone.now(), sent_to=side.lead,
        )  # fmt: skip
    client = client_for(side.lead)
    address = reverse("reviews:requests", args=["alpha"])
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
