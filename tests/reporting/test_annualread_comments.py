"""Members read the draft and comment; the editor answers; nothing is lost."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from reporting.models import AnnualComment
from tests.fixtures.people import canary
from tests.reporting.test_annualread_editions import url

pytestmark = pytest.mark.django_db


def posted(text, **more):
    return {"text": text, "edition": 1, "sent_once": uuid.uuid4(), **more}


def test_member_reads_with_the_records_they_may_see(world, client_for):
    side = world.alpha
    said = client_for(side.member).get(url(side.read_annual, "annual-read"))
    words = said.content.decode()

    assert "What we did" in words and "Actions by status" in words
    assert "Records behind this paragraph" in words
    assert side.source.get_absolute_url() in words
    assert "Embedded: 7" in words and '<th scope="row">Embedded' in words


def test_records_a_reader_may_not_see_do_not_show(world, client_for):
    side = world.alpha
    block = side.read_annual.sections.first().blocks.first()
    block.records = [["source", side.restricted_source.reference]]
    block.save()

    words = client_for(side.member).get(url(side.read_annual, "annual-read"))

    assert "Records behind this paragraph" not in words.content.decode()
    assert canary("alpha", "restricted") not in words.content.decode()


def test_half_written_words_wait_for_the_next_edition(world, client_for):
    side = world.alpha
    page = url(side.read_annual, "annual-read")
    block = side.read_annual.sections.first().blocks.first()
    block.text_en = "Half a sent"
    block.save()

    assert "Half a sent" not in client_for(side.member).get(page).content.decode()


def test_comment_keeps_its_place(world, client_for):
    side, client = world.alpha, client_for(world.alpha.member)
    block = side.read_annual.sections.first().blocks.first()
    page = url(side.read_annual, "annual-read")

    form = client.get(f"{page}?on=block-{block.pk}").content.decode()
    sent = posted("Say how many came", block=block.pk)
    answer = client.post(page, sent)
    client.post(page, sent)

    made = AnnualComment.objects.get()
    assert f'name="block" value="{block.pk}"' in form
    assert answer.url == f"{page}#comment-{made.pk}"
    assert (made.block, made.section, made.edition) == (block, block.section, 1)
    assert made.about.startswith("The board met six times")


def test_a_comment_is_kept_while_it_is_typed(world, client_for):
    side, client = world.alpha, client_for(world.alpha.member)
    page = url(side.read_annual, "annual-read")
    first = side.read_annual.sections.first().blocks.first()
    here = f"{page}?on=block-{first.pk}"
    keeping = client.get(here).context["autosave_url"]

    client.post(keeping, posted("Say how ma", block=first.pk))

    assert client.get(here).context["form"]["text"].value() == "Say how ma"
    other = client.get(f"{page}?on=whole").context
    assert not other["form"]["text"].value()
    client.post(page, posted("Say how many came", block=first.pk))
    assert client.get(here).context["kept"] is None


def test_refused_comment_keeps_its_words(world, client_for):
    side = world.alpha
    page = url(side.read_annual, "annual-read")
    words = "The child at SW1A 1AA was left alone"

    answer = client_for(side.member).post(page, posted(words))

    said = answer.content.decode()
    assert answer.status_code == 200 and "could identify somebody" in said
    assert words in said and not AnnualComment.objects.exists()


def test_member_sees_their_own_comments_with_answers(world, client_for):
    side = world.alpha
    page = url(side.annual_comment.report, "annual-read")
    answer = url(side.read_annual, "annual-comment-answer", side.annual_comment.pk)
    client_for(side.officer).post(answer, {"state": "taken", "answer": "Added a line"})

    mine = client_for(side.member).get(page).content.decode()
    other = client_for(side.lead).get(page).content.decode()

    assert "Added a line" in mine and canary("alpha", "annualcomment") in mine
    assert canary("alpha", "annualcomment") not in other


def test_refusal_needs_a_reason(world, client_for):
    side = world.alpha
    answer = url(
        side.annual_comment.report, "annual-comment-answer", side.annual_comment.pk
    )

    page = client_for(side.officer).post(answer, {"state": "not_taken", "answer": ""})

    assert "Say why it is not taken in" in page.content.decode()
    side.annual_comment.refresh_from_db()
    assert side.annual_comment.state == "open"


def test_queue_filters_sorts_and_exports(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    page = url(side.annual_comment.report, "annual-comments")
    side.read_annual.comments.create(text="Of the whole", by=side.lead, state="taken")

    def shown(query):
        return [c.text for c in client.get(page + query).context["page"]]

    assert shown("?state=taken") == ["Of the whole"]
    assert shown("?section=0") == ["Of the whole"]
    assert len(shown("?sort=-said")) == 2
    assert shown("?q=whole") == ["Of the whole"]
    csv = client.get(f"{page}?as=csv&state=taken").content.decode()
    assert "Of the whole" in csv and canary("alpha", "annualcomment") not in csv


def test_queue_costs_the_same_for_3_and_300(
    world, client_for, django_assert_max_num_queries
):
    side, client = world.alpha, client_for(world.alpha.officer)
    page = url(side.annual_comment.report, "annual-comments")
    client.get(page)
    counts = []
    for more in (2, 297):
        rows = [
            AnnualComment(report=side.read_annual, text=f"C {n}", by=side.member)
            for n in range(more)
        ]
        AnnualComment.objects.bulk_create(rows)
        with django_assert_max_num_queries(13) as found:
            client.get(page)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_members_are_told_until_they_say_that_they_have_read(world, client_for):
    side, day = world.alpha, timezone.localdate()
    page = url(side.read_annual, "annual-read")

    def due():
        found = list(dues(day, user=side.member))
        return [d.url for d in found if d.key.startswith("reporting.annualreport")]

    assert due() == [page]
    client_for(side.member).post(url(side.read_annual, "annual-read-finished"))
    assert due() == []


def test_officers_are_told_of_comments_that_wait(world):
    side = world.alpha
    assert side.annual_comment
    found = [
        c for c in chases(timezone.localdate(), side.officer) if "comments on" in c.text
    ]
    assert [(c.count, c.board_id) for c in found] == [(1, side.board.pk)]


def test_comments_close_with_the_draft(world, client_for):
    side = world.alpha
    side.read_annual.state = "agreed"
    side.read_annual.save()
    page = url(side.read_annual, "annual-read")
    assert client_for(side.member).post(page, posted("Late")).status_code == 403
    assert "Send the comment" not in client_for(side.member).get(page).content.decode()


def test_nobody_but_officers_reads_a_draft(world, client_for):
    side = world.alpha
    page = url(side.draft_annual, "annual-read")
    assert client_for(side.member).get(page).status_code == 404
    assert client_for(side.officer).get(page).status_code == 200
    assert reverse("reporting:annual-read", args=["alpha", "AR-NONE"])
