"""Bulletins: picked, put in order, addressed, sent once, frozen, logged."""

import re
import uuid

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.public import items_of
from dissemination.addressees import addressees
from dissemination.bulletin_mails import post
from dissemination.bulletin_pieces import pieces_of
from dissemination.models import Bulletin, BulletinMail, ShareRecord
from dissemination.services.bulletin_sending import send_bulletin
from dissemination.services.bulletins import pick_items
from dissemination.services.subscriptions import choose, leave
from learning.models import Job
from learning.outbox import run
from learning.thread import Asked, start_of, thread
from tests import factories as make
from tests.dissemination.passing import text


@pytest.fixture
def side(world):
    return world.alpha


def at(found, name, *args):
    where = [found.board.slug, found.reference, *args]
    return reverse(f"dissemination:{name}", args=where)


def words(**values):
    return {
        "title": "What we learnt this month", "introduction": "Three things.",
        "sent_once": str(uuid.uuid4()), **values,
    }  # fmt: skip


def sent(bulletin, by):
    """Send it, and let a worker do its work."""
    bulletin.refresh_from_db()
    found = send_bulletin(bulletin=bulletin, version=bulletin.version, by=by)
    for job in Job.objects.filter(kind="dissemination.bulletin"):
        run(job.pk)
    return found


def begun(side, client, **more):
    """A bulletin with a briefing, good practice and a paragraph, for all leads."""
    page = client.post(
        reverse("dissemination:bulletin-new", args=[side.board.slug]),
        words(group=side.group.pk, **more),
    )
    found = Bulletin.objects.get(reference=page.url.split("/")[-2])
    practice = make.FindingFactory(
        source=side.source, kind="good_practice", title="Teams meet before a visit"
    )
    picked = [("briefing", side.shared_briefing.pk), ("finding", practice.pk)]
    for kind, pk in picked:
        client.post(at(found, "bulletin-add", kind), {"chosen": [pk]})
    client.post(
        at(found, "bulletin-add", "text"), {"heading": "Dates", "text": "In May."}
    )
    version = Bulletin.objects.get(pk=found.pk).version
    client.post(
        at(found, "bulletin-addressees"),
        {"roles": ["agency_lead"], "method": side.channel.pk, "version": version},
    )
    found.refresh_from_db()
    return found


@pytest.mark.requirement("CTM-42", "SOM-11", "SOL-36")
def test_an_officer_sends_a_bulletin_once_and_each_channel_is_logged(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    page = client.get(at(found, "bulletin-send"))
    assert "It goes to 2 people" in text(page)
    assert str(side.lead) in text(page) and str(side.member) not in text(page)
    for _twice in range(2):
        client.post(at(found, "bulletin-send"), {"version": found.version})
    [job] = Job.objects.filter(kind="dissemination.bulletin")
    run(job.pk)
    run(job.pk)
    assert sorted(one.to[0] for one in mail.outbox) == sorted(
        [side.lead.email, side.other_lead.email]
    )
    body, html = mail.outbox[0].body, mail.outbox[0].alternatives[0][0]
    for said in (side.shared_briefing.title, "Teams meet before a visit", "In May."):
        assert said in body and said in html
    found.refresh_from_db()
    assert (found.state, found.number) == ("sent", 2)
    shares = ShareRecord.objects.filter(kind="bulletin")
    assert {share.source for share in shares} == {side.source}
    assert {(share.method, share.reach) for share in shares} == {(side.channel, 2)}
    start = start_of(side.officer, side.board, "source", side.source.reference)
    told = str(thread(Asked(side.officer, side.board, start)))
    assert "Passed on" in told and "Newsletter" in told


def test_who_it_was_sent_to_reads_it_as_it_was_sent(side, client_for):
    found = begun(side, client_for(side.officer))
    sent(found, side.officer)
    client_for(side.officer).post(at(found, "bulletin-edit"), words(title="Another"))
    assert "In May." in text(client_for(side.lead).get(found.get_absolute_url()))
    assert client_for(side.member).get(found.get_absolute_url()).status_code == 404
    found.refresh_from_db()
    assert found.title == "What we learnt this month"
    with pytest.raises(ValidationError):
        pick_items(bulletin=found, kind="finding", keys=[1], by=side.officer)


def test_pieces_are_put_in_order_with_buttons(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    first, second, third = found.items.all()
    client.post(at(found, "bulletin-item-move", third.pk, "up"))
    client.post(at(found, "bulletin-item-move", first.pk, "up"))  # the first stays
    assert list(found.items.all()) == [first, third, second]
    client.post(at(found, "bulletin-item-remove", first.pk))
    assert list(found.items.all()) == [third, second]


def test_what_not_everybody_may_see_is_refused_with_its_reason(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    assert side.agency_part  # the two agencies were asked, others were not
    for kind, record in (
        ("briefing", side.briefing), ("request", side.learning_request)
    ):  # fmt: skip
        client.post(at(found, "bulletin-add", kind), {"chosen": [record.pk]})
    page = text(client.get(found.get_absolute_url()))
    assert "The board does not read this briefing" in page
    assert "their agency was not asked" not in page  # both leads were
    found.refresh_from_db()
    client.post(
        at(found, "bulletin-addressees"),
        {"roles": ["agency_lead", "board_member"], "version": found.version},
    )
    page = text(client.get(at(found, "bulletin-send")))
    assert "1 person it goes to may not see this" in page
    assert "Send it now" not in page
    found.refresh_from_db()
    client.post(at(found, "bulletin-send"), {"version": found.version})
    assert not BulletinMail.objects.exists()


def test_every_piece_that_may_be_sent_is_seen_by_everybody_it_goes_to(side, client_for):
    assert side.agency_part
    client = client_for(side.officer)
    found = begun(side, client)
    client.post(
        at(found, "bulletin-add", "request"), {"chosen": [side.learning_request.pk]}
    )
    sent(found, side.officer)
    found.refresh_from_db()
    for person in addressees(found):
        assert len(pieces_of(found, person)) == len(found.frozen) == 4


def test_changed_since_it_was_read_it_is_not_sent(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    client.post(at(found, "bulletin-add", "text"), {"heading": "New", "text": "More"})
    page = client.post(at(found, "bulletin-send"), {"version": found.version})
    assert "Read it again" in text(page) and not BulletinMail.objects.exists()


def test_two_people_at_once_see_both_texts_and_typed_words_are_kept(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    kept = {"title": "Half typed", "introduction": "Not finished"}
    answer = client.post(at(found, "bulletin-words"), kept)
    assert answer.json()["state"] == "draft"
    page = text(client.get(at(found, "bulletin-edit")))
    assert "Not finished" in page and "Throw these words away" in page
    old = found.version
    for title in ("First to save", "Second to save"):
        data = words(title=title, group=side.group.pk, version=old)
        page = client.post(at(found, "bulletin-edit"), data)
    assert "First to save" in text(page) and "Second to save" in text(page)
    found.refresh_from_db()
    assert found.title == "First to save"


def test_no_name_or_number_of_a_person_goes_out(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    data = {"heading": "Call", "text": "Ring 07700 900123"}
    page = client.post(at(found, "bulletin-add", "text"), data)
    assert "This could identify somebody" in text(page)
    found.introduction = "NHS number 943 476 5919"
    found.save()
    page = client.get(at(found, "bulletin-send"))
    assert "This can never be sent" in text(page)


def test_it_goes_by_role_by_theme_and_never_against_a_wish(side, client_for):
    found = begun(side, client_for(side.officer))
    found.themes.add(side.theme)
    people = {"wants": "themes", "board": side.board}
    choose(user=side.member, themes=[side.theme], by=side.member, **people)
    choose(user=side.lead, themes=[side.other_theme], by=side.lead, **people)
    assert set(addressees(found)) == {side.member, side.other_lead}
    leave(user=side.other_lead, board=side.board)
    assert set(addressees(found)) == {side.member}


def test_who_left_meanwhile_gets_none_and_a_killed_worker_sends_none_twice(
    side, client_for
):
    found = begun(side, client_for(side.officer))
    send_bulletin(bulletin=found, version=found.version, by=side.officer)
    leave(user=side.lead, board=side.board)
    [job] = Job.objects.filter(kind="dissemination.bulletin")
    run(job.pk)
    job.refresh_from_db()
    post_again = BulletinMail.objects.get(user=side.other_lead)
    assert [one.to for one in mail.outbox] == [[side.other_lead.email]]
    assert post_again.state == "sent"
    assert BulletinMail.objects.get(user=side.lead).state == "withdrawn"
    job.state = "running"
    job.save()
    post(job)
    assert len(mail.outbox) == 1


def test_every_mail_has_a_way_out_without_signing_in(side, client_for):
    sent(begun(side, client_for(side.officer)), side.officer)
    for one in mail.outbox:
        address = re.search(r"<(.+)>", one.extra_headers["List-Unsubscribe"])[1]
        assert "/unsubscribe/" in address and address in one.body
        post_header = one.extra_headers["List-Unsubscribe-Post"]
        assert post_header == "List-Unsubscribe=One-Click"


def test_only_the_officers_count_and_a_chair_sees_only_whom_they_may_know(
    side, client_for
):
    assert side.sharing_board
    chair = client_for(side.chair)
    found = begun(side, chair)
    page = text(chair.get(at(found, "bulletin-send")))
    assert "It goes to" in page and "2 people" not in page
    assert str(side.other_lead) not in page
    sent(found, side.chair)
    assert str(side.other_lead) not in text(chair.get(at(found, "bulletin-people")))
    officer = text(client_for(side.officer).get(at(found, "bulletin-people")))
    assert str(side.other_lead) in officer


def test_the_list_is_filtered_sorted_exported_and_its_queries_do_not_grow(
    side, client_for
):
    client, found = client_for(side.officer), side.bulletin
    address = reverse("dissemination:bulletins", args=[side.board.slug])
    client.get(address)
    counts = []
    for number in (3, 300):
        Bulletin.objects.filter(sent_once__isnull=False).delete()
        for n in range(number):
            Bulletin.objects.create(
                board=side.board, reference=f"BUL-{number}-{n}", title=f"News {n}",
                group=side.group, created_by=side.officer, sent_once=uuid.uuid4(),
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    page = client.get(address, {"q": "canarybulletinalpha", "state": "draft"})
    assert [row.pk for row in page.context["page"]] == [found.pk]
    page = client.get(address, {"as": "csv", "sort": "title", "q": "News 7"})
    assert "News 7" in text(page) and found.title not in text(page)


def test_preview_shows_mail_text_and_page(side, client_for):
    client = client_for(side.officer)
    found = begun(side, client)
    page = text(client.get(at(found, "bulletin-preview")))
    assert page.count("In May.") == 2  # as HTML and as plain text
    alone = text(client.get(at(found, "bulletin-mail")))
    assert alone.lstrip().startswith("<!doctype html>") and "In May." in alone


def test_a_published_review_is_sent_by_its_public_page_until_it_is_withdrawn(
    side, client_for
):
    client = client_for(side.officer)
    found, review = begun(side, client), side.published_review
    [item] = items_of(side.board, "reviews")
    client.post(at(found, "bulletin-add", "published"), {"chosen": [item.url]})
    piece = pieces_of(found, side.officer)[-1]
    assert (piece.url, piece.source) == (item.url, review.source_id)
    review.publication.withdrawn_at = timezone.now()
    review.publication.withdrawn_by = side.officer
    review.publication.save()
    page = text(client.get(at(found, "bulletin-send")))
    assert "It is not open to the public any more" in page
