"""The list of reviews: what it holds, narrows, sorts, counts and hands out."""

import csv
import datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.fixtures.people import canary
from tests.reviews.opened import opened, text

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


def ago(days):
    return TODAY() - datetime.timedelta(days)


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def side(world):
    """Alpha with an open rapid review that is late, and a closed peer review."""
    side = world.alpha
    side.rapid = opened(side, "rapid_review", title="Missing at night", on=ago(40))
    limit(side.rapid.source, "Send the rapid review", ago(1), unit="working_days")
    side.peer = opened(side, "peer_review", title="Peers came", strand="adult")
    side.peer.source.closed_on, side.peer.source.stage = TODAY(), "closed"
    side.peer.source.save()
    return side


def limit(source, name, due, **values):
    return make.MilestoneFactory(
        source=source, name_en=name, due_on=due, original_due_on=due, **values
    )


def listed(client, query="", slug="alpha"):
    return client.get(reverse("reviews:reviews", args=[slug]) + query)


def titles(page):
    return [row.review.source.title for row in page.context["rows"]]


@pytest.mark.requirement("HAR-2", "SOL-30")
def test_a_row_says_where_it_stands_with_whom_since_when_and_what_is_due(
    side, as_officer
):
    page = listed(as_officer)

    row = page.context["rows"][0]
    assert (row.stage, row.with_whom) == ("Notification", "Local authority")
    assert (row.days, row.part) == (40, "Identification of Learning")
    said = text(page)
    assert side.rapid.reference in said
    assert "Send the rapid review" in said
    assert "late" in row.countdown.text
    assert "No plan yet" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=late", ["Missing at night"]),
        ("?state=closed", ["Peers came"]),
        ("?type=peer_review", ["Peers came"]),
        ("?type=law-rapid", ["Missing at night"]),
        ("?type=law-other", ["Peers came"]),
        ("?stage=Notification", ["Missing at night"]),
        ("?stage=part-identify&state=open&type=law-rapid", ["Missing at night"]),
        ("?q=night", ["Missing at night"]),
        ("?q=nowhere", []),
        ("?strand=child&type=law-other", []),
        ("?sort=title&state=nonsense&type=law-rapid", ["Missing at night"]),
    ],
)
def test_the_list_is_narrowed(query, found, side, as_officer):
    assert titles(listed(as_officer, query)) == found


@pytest.mark.parametrize("sort", ["next", "title", "type", "stage", "days", "opened"])
def test_the_list_is_sorted_both_ways(sort, side, as_officer):
    up, down = listed(as_officer, f"?sort={sort}"), listed(as_officer, f"?sort=-{sort}")

    assert sorted(titles(up)) == sorted(titles(down))
    assert titles(up) != titles(down)


def test_what_is_due_first_comes_first(side, as_officer):
    limit(side.review.source, "Decide", ago(9))

    assert titles(listed(as_officer))[:2] == [
        side.review.source.title,
        "Missing at night",
    ]


@pytest.mark.requirement("SOL-20")
def test_the_chair_sees_kinds_of_review_by_where_they_stand(side, client_for):
    client = client_for(side.chair)
    side.peer.source.lead_group = None
    side.peer.source.save()

    page = listed(client)

    panel = page.context["panel"]
    counts = {line.name: [cell.many for cell in line.cells] for line in panel["lines"]}
    assert panel["heads"][-2:] == ["Closed", "With a limit overdue"]
    assert counts == {
        "Rapid reviews": [1, 0, 1],
        "Child practice reviews": [1, 0, 0],
    }
    late = panel["lines"][0].cells[-1]
    assert titles(listed(client, late.url)) == ["Missing at night"]


@pytest.mark.requirement("SOL-20")
def test_a_row_says_how_far_its_action_plan_is(side, as_officer):
    page = listed(as_officer, "?type=scr")

    plan = page.context["rows"][0].plan
    assert plan.url == side.plan.get_absolute_url()
    assert "0 of 1 actions embedded" in plan.text


def test_an_agency_and_another_board_see_no_row_and_no_count(world, side, client_for):
    for who, slug in ((side.lead, "alpha"), (side.member, "alpha")):
        page = listed(client_for(who), slug=slug)
        assert (titles(page), page.context["panel"]["lines"]) == ([], [])
    beta = listed(client_for(world.beta.officer), slug="beta")
    assert titles(beta) == [world.beta.review.source.title]


def test_a_file_holds_what_is_shown(side, as_officer):
    answer = listed(as_officer, "?type=law-rapid&as=csv")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    line = dict(zip(*rows, strict=True))
    assert line["Title"] == "Missing at night"
    assert line["Where it stands"] == "Notification"
    assert line["Days in stage"] == "40"
    assert listed(as_officer, "?as=xlsx").content.startswith(b"PK")
    assert canary("beta", "review") not in answer.content.decode()


def queries(client):
    """What the page asks, without the sign of life a session writes every 10 s."""
    listed(client)
    with CaptureQueriesContext(connection) as seen:
        assert listed(client).status_code == 200
    writes = ("UPDATE", "SAVEPOINT", "RELEASE")
    return len([one for one in seen if not one["sql"].startswith(writes)])


@pytest.mark.parametrize("who", ["officer", "chair"])
def test_three_hundred_rows_cost_what_three_cost(who, side, client_for):
    client = client_for(getattr(side, who))
    few = queries(client)
    for number in range(297):
        source = make.LearningSourceFactory(
            board=side.board,
            kind="practice_review",
            review_type="lcspr",
            stage="review",
            lead_group=side.group,
            audience="panel",
            title=f"Many {number}",
        )
        make.ReviewFactory(
            source=source,
            board=side.board,
            legal_type="child_safeguarding_practice_review",
        )
        limit(source, "Publish", TODAY() + datetime.timedelta(number))

    assert queries(client) == few
    assert few <= 12


def test_only_those_who_lead_are_offered_to_open_one(side, client_for):
    offer = reverse("reviews:review-open", args=["alpha"])

    assert offer in text(listed(client_for(side.officer)))
    assert offer in text(listed(client_for(side.chair)))
    assert offer not in text(listed(client_for(side.lead)))


def test_a_chair_of_a_shared_group_opens_reviews_on_both_boards(world, client_for):
    chair, group, other = world.alpha.chair, world.alpha.group, world.beta.board
    make.MembershipFactory(user=chair, board=other, role="board_member")
    listed = reverse("reviews:reviews", args=[other.slug])
    assert not client_for(chair).get(listed).context["may_open"]

    group.shared_with.add(other)

    page = client_for(chair).get(listed)
    opening = reverse("reviews:review-open", args=[other.slug])
    assert opening in page.content.decode()
    assert client_for(chair).get(opening).status_code == 200
