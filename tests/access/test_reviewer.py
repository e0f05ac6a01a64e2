"""Somebody who only reviews: the review they are named to, and nothing else."""

import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.access.routes import is_public, matrix
from tests.access.test_canaries import text_of
from tests.access.test_matrix import _kwargs
from tests.access.thorough import THOROUGH
from tests.fixtures.people import canary

ROWS = {name: row for name, row in matrix().items() if not row.get("post_only")}
# Pages of their review: its work, findings, recommendations, thread, plan.
OF_THE_REVIEW = re.compile(
    r"^reviews:|^actionplans:(plan|plan-print|action)$"
    r"|^learning:(finding|recommendation|thread|source|alike)"
)
# Lists that hold only what is theirs, and pages about themselves or the portal.
EMPTY = {"learning:all-findings", "learning:good-practice", "learning:sources"}
PLAIN = {
    "boards:public-about",
    "boards:public-home",
    "boards:public-search",
    "boards:public-structure",
    "boards:roles",
    "boards:structure",
    "calendar",
    "dissemination:feed",
    "dissemination:public-briefing",
    "dissemination:public-briefings",
    "home",
    "reporting:public-annual-file",
    "reporting:public-annual-report",
    "reporting:public-annual-reports",
    "learning:public-framework",
    "learning:public-impact",
    "learning:public-impact-entry",
    "styleguide",
    "subscriptions",
    "survey-page",
    "team-page",
    "unsubscribe",
    "your-work",
}
SEEN = ["panel", "review", "paper", "prepared", "asked", "requestanswer"]


@pytest.fixture
def reviewer(world):
    """The expert on one panel, beside a second review they have no part in."""
    side = world.alpha
    other = make.LearningSourceFactory(
        board=side.board,
        kind="practice_review",
        review_type="scr",
        stage="review",
        title=f"Other review {canary('alpha', 'otherreview')}",
        lead_group=side.group,
        audience="panel",
    )
    make.ReviewFactory(source=other, board=side.board)
    assert side.panel_member
    return side.expert


@pytest.mark.requirement("CTM-9")
def test_sees_one_review_and_nothing_else(reviewer, world, client_for):
    client, allowed = client_for(reviewer), {canary("alpha", one) for one in SEEN}
    opened, leaks = set(), {}
    for name, row in ROWS.items():
        page = client.get(reverse(name, kwargs=_kwargs(row, world.alpha)))
        words = set(re.findall(r"canary\w+", text_of(page))) - allowed
        if words:
            leaks[name] = words
        if page.status_code == 200:
            opened.add(name)
        else:
            assert page.status_code in {302, 403, 404, 405}, name
    assert leaks == {}
    others = {name for name in opened if not OF_THE_REVIEW.match(name)}
    assert others <= EMPTY | PLAIN
    assert "reviews:panel" in opened


# Both are written from the same rows.
@pytest.mark.parametrize("form", ["?as=csv", *(["?as=xlsx"] if THOROUGH else [])])
def test_exports_hold_one_review_and_nothing_else(form, reviewer, world, client_for):
    client, allowed = client_for(reviewer), {canary("alpha", one) for one in SEEN}
    for name, row in ROWS.items():
        page = client.get(reverse(name, kwargs=_kwargs(row, world.alpha)) + form)
        words = set(re.findall(r"canary\w+", text_of(page)))
        assert words <= allowed, name


def test_is_led_to_the_reviews_and_offered_no_closed_page(reviewer, client_for):
    client = client_for(reviewer)
    page = client.get(reverse("boards:board", args=["alpha"]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("reviews:reviews", args=["alpha"])
    for link in page.context["navigation"]:
        assert client.get(link["url"]).status_code == 200


def test_no_page_links_to_a_closed_one(reviewer, world, client_for):
    client, linked = client_for(reviewer), {}
    for name, row in ROWS.items():
        page = client.get(reverse(name, kwargs=_kwargs(row, world.alpha)))
        if page.status_code == 200 and not is_public(name):
            links = re.findall(r'<a\b[^>]*?\shref="(/alpha/[^"?#]*)', text_of(page))
            linked |= dict.fromkeys(links, name)
    closed = {
        url: on for url, on in linked.items() if client.get(url).status_code > 399
    }
    assert closed == {}
