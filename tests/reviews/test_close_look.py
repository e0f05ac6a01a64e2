"""A deep dive has four steps and no end before somebody looked at what changed."""

import datetime

import pytest

from dissemination.services.shares import log_share
from learning.models import SourceLink
from reviews.models import Review
from tests import factories as make
from tests.reviews.opened import at, opened, text

pytestmark = pytest.mark.django_db


def moves(client, review, to):
    """Ask for a move. Gives the page's words when it was refused."""
    answer = client.post(at(review, "review-move", to), {"seen": review.source.stage})
    review.source.refresh_from_db()
    return (
        "" if answer.status_code == 302 else text(client.get(answer.wsgi_request.path))
    )


def write_evidence(review):
    Review.objects.filter(pk=review.pk).update(
        scope="Older children", proportionality="Six files", what_happened="Seen late",
        why_it_happened="Thresholds", what_will_be_done="One front door",
    )  # fmt: skip
    make.FindingFactory(source=review.source)
    review.source.no_plan_reason = "Taken into the neglect plan"
    review.source.save()


@pytest.mark.requirement("HAR-31")
@pytest.mark.parametrize("kind", ["deep_dive", "thematic_review"])
def test_four_steps_and_no_end_without_a_follow_up(kind, world, client_for):
    side = world.alpha
    review, client = opened(side, kind), client_for(side.officer)
    assert review.source.stage == "evidence"

    assert "finding" in moves(client, review, "presented")
    write_evidence(review)
    assert moves(client, review, "presented") == ""
    assert review.source.dates.filter(clock="presented").exists()

    assert "Share what was learnt" in moves(client, review, "disseminated")
    log_share(
        board=side.board, by=side.officer, kind="body", body="Team meetings",
        from_group=side.group, source=review.source, content="Three questions",
    )  # fmt: skip
    assert moves(client, review, "disseminated") == ""
    assert moves(client, review, "follow_up") == ""

    refused = moves(client, review, "closed")
    assert "audit of files or the survey of practitioners" in refused
    audit = make.LearningSourceFactory(board=side.board, kind="multi_agency_audit")
    SourceLink.objects.create(
        from_source=audit, to_source=review.source, kind="follows_up"
    )
    assert moves(client, review, "closed")  # linked, and it found nothing yet
    make.FindingFactory(source=audit)
    assert moves(client, review, "closed") == ""
    assert review.source.closed_on == datetime.date.today()
