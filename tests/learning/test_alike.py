"""We have said this before: what appears, to whom, and how fast it is found."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from learning.alike import COUNTS, candidates, earlier, weights_of
from learning.models import Recommendation
from tests import factories as make
from tests.learning.test_views_framework import form_data

OLD = "Supervision records every challenge to an optimistic assessment of neglect"
NEW = "Neglect: make supervision challenge optimistic assessments and record it"
OTHER = "Agencies share discharge dates with housing before a bed is given up"


@pytest.fixture
def said(world):
    """Said before on the board, with an action that was embedded."""
    side = world.alpha
    row = make.RecommendationFactory(
        source=side.source, text=OLD, addressee_agency=side.agency, response="accepted",
        issued_at=timezone.now(), issued_by=side.officer,
    )  # fmt: skip
    make.ActionFactory(plan=side.plan, recommendation=row, status="blue")
    make.ActionFactory(plan=side.plan, recommendation=row, status="done")
    make.RecommendationFactory(source=side.source, text=OTHER)
    make.RecommendationFactory(source=world.beta.source, text=OLD)
    return row


def test_the_same_in_other_words_is_found_with_what_was_done(said, world):
    found = earlier(world.alpha.officer, world.alpha.board, NEW)

    assert [one.recommendation for one in found] == [said]
    assert found[0].source == world.alpha.source
    assert found[0].outcome.impact_shown == 1
    assert [number for _status, number in found[0].outcome.actions] == [1, 1]


def test_a_recommendation_is_not_like_itself(said, world):
    found = earlier(world.alpha.officer, world.alpha.board, OLD, leave_out=said.pk)

    assert found == []


@pytest.mark.parametrize(
    "text",
    ["", "Ensure agencies should work in partnership", "''; drop table", "a & b | !(c"],
)
def test_words_that_tell_nothing_find_nothing(text, said, world):
    assert earlier(world.alpha.officer, world.alpha.board, text) == []


def test_words_that_mean_something_to_a_search_do_no_harm(said, world):
    text = NEW + " it's a \\ back-slash http://example.org/a?b=c x:y <-> it''s"

    found = earlier(world.alpha.officer, world.alpha.board, text)

    assert [one.recommendation for one in found] == [said]


def test_what_a_person_may_not_see_does_not_appear(said, world):
    side = world.alpha
    said.source = side.restricted_source
    said.issued_at = said.issued_by = None
    said.response = "awaited"
    said.save()

    assert earlier(side.officer, side.board, NEW) == []
    inside = earlier(side.restricted_member, side.board, NEW)
    assert [one.recommendation for one in inside] == [said]
    assert inside[0].outcome is None


def test_an_addressee_sees_it_without_its_source(said, world):
    side = world.alpha
    said.source = side.review.source
    said.number = 90
    said.save()

    found = earlier(side.lead, side.board, NEW)

    assert [(one.recommendation, one.source) for one in found] == [(said, None)]


def test_words_typed_are_answered_by_htmx_and_by_a_button(said, world, client_for):
    client, source = client_for(world.alpha.officer), world.alpha.review.source
    posted = client.post(reverse("learning:alike", args=["alpha"]), {"text": NEW})
    address = reverse("learning:recommendation-add", args=["alpha", source.reference])
    page = client.get(address)
    assert 'hx-post="/alpha/learning/alike/"' in page.content.decode()
    data = form_data(page, text=NEW, rationale="Kept", look="1")
    looked = client.post(address, data | {"response_due_on_day": "x"})

    for answer in (posted, looked):
        words = answer.content.decode()
        assert OLD in words
        assert "Impact was shown" in words
        assert "Accepted" in words
    assert "Kept" in looked.content.decode()
    assert 'value="x"' in looked.content.decode()
    assert "There is a problem" not in looked.content.decode()
    assert not Recommendation.objects.filter(text=NEW).exists()


def test_it_asks_at_most_four_questions(said, world, django_assert_max_num_queries):
    officer, board = world.alpha.officer, world.alpha.board
    assert officer.scope.board_ids

    with django_assert_max_num_queries(4):
        assert earlier(officer, board, NEW)


def test_twenty_thousand_are_searched_by_the_index(world):
    side = world.alpha
    topics = ["housing", "discharge", "transport", "school", "dentist", "prison"]
    Recommendation.objects.bulk_create(
        Recommendation(
            board=side.board,
            source=side.source,
            number=number % 30000 + 100,
            text=f"Case {number} {topics[number % 6]} word{number} term{number % 997}",
        )
        for number in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE learning_recommendation")
    seen = Recommendation.objects.visible_to(side.officer).filter(board=side.board)

    plan = candidates(seen, weights_of(side.board, NEW)).explain()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + COUNTS, {"board": side.board.pk, "text": NEW})
        counting = "\n".join(row[0] for row in cursor.fetchall())

    assert "Bitmap Index Scan on recommendation_words" in plan
    assert "Seq Scan on learning_recommendation" not in plan
    assert "Bitmap Index Scan on recommendation_words" in counting
