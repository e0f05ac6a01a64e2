"""Publishing: two people, a screen, a day to open, a day to take down."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from learning.models import LearningSource
from reviews.models import Publication, Review
from reviews.services.publishing import (
    approve,
    decide_publication,
    open_what_is_due,
    screen,
    withdraw,
)

DAY = datetime.timedelta(days=1)


@pytest.fixture
def side(world):
    return world.alpha


def today():
    return timezone.localdate()


def values(**more):
    return {
        "choice": "publish",
        "reason": "Agreed with the family",
        "approver": "Independent Chair",
        "decided_on": today(),
        "embargo_until": None,
        "live_from": None,
        "take_down_on": None,
        "title": "Learning from a review",
        "text": "Plans did not change when the picture did.",
        "response": "The board accepts the findings.",
        **more,
    }


def decided(side, **more):
    return decide_publication(
        review=side.review, values=values(**more), version=1, by=side.officer
    )


def opened(side, **more):
    made = screen(publication=decided(side, **more), note="", by=side.chair)
    return approve(publication=made, by=side.officer)


def public(client_for, side, reference):
    url = reverse("reviews:published-one", args=[side.board.slug, reference])
    return client_for(None).get(url)


@pytest.mark.requirement("CTM-12")
def test_the_public_reads_the_approved_report_and_the_response(side, client_for):
    opened(side)
    page = public(client_for, side, side.review.reference)
    html = page.content.decode()
    assert "Plans did not change when the picture did." in html
    assert "The board accepts the findings." in html
    listed = client_for(None).get(reverse("reviews:published", args=[side.board.slug]))
    assert "Learning from a review" in listed.content.decode()


@pytest.mark.requirement("CTM-12")
def test_nothing_is_public_before_it_is_screened_and_approved(side, client_for):
    made = decided(side)
    assert public(client_for, side, side.review.reference).status_code == 404
    with pytest.raises(ValidationError):
        approve(publication=made, by=side.officer)
    screen(publication=made, note="", by=side.chair)
    assert public(client_for, side, side.review.reference).status_code == 404


def test_the_writers_own_eyes_do_not_count(side):
    with pytest.raises(ValidationError):
        screen(publication=decided(side), note="", by=side.officer)


def test_an_nhs_number_is_never_published(side):
    made = decided(side, text="Number 943 476 5919 was used.")
    with pytest.raises(ValidationError, match="never be published"):
        screen(publication=made, note="It is a test number", by=side.chair)


def test_a_likely_name_needs_an_explanation(side):
    made = decided(side, text="Staff met Mrs Llewellyn at home.")
    with pytest.raises(ValidationError):
        screen(publication=made, note=" ", by=side.chair)
    screen(publication=made, note="A pseudonym the family chose", by=side.chair)
    made.refresh_from_db()
    assert made.screened_by == side.chair


def test_words_changed_after_the_screen_are_screened_again(side):
    made = opened(side)
    made.refresh_from_db()
    decide_publication(
        review=side.review,
        values=values(text="Other words."),
        version=made.version,
        by=side.chair,
    )
    made.refresh_from_db()
    assert (made.screened_by, made.approved_by, made.by) == (None, None, side.chair)


@pytest.mark.requirement("CTM-12")
def test_publishing_opens_the_review_to_the_board_but_not_its_papers(side):
    assert not LearningSource.objects.visible_to(side.practitioner).filter(
        pk=side.review.pk
    )
    opened(side)
    assert LearningSource.objects.visible_to(side.practitioner).filter(
        pk=side.review.pk
    )
    assert not Review.objects.worked_on_by(side.practitioner).filter(pk=side.review.pk)
    assert side.review.source.dates.filter(clock="published").exists()


def test_an_embargo_holds_until_its_day(side, client_for):
    later = today() + 10 * DAY
    opened(side, embargo_until=later, live_from=later)
    assert public(client_for, side, side.review.reference).status_code == 404
    assert open_what_is_due() == 0
    Publication.objects.update(live_from=today())
    assert open_what_is_due() == 1
    assert public(client_for, side, side.review.reference).status_code == 200
    assert open_what_is_due() == 0


def test_nothing_goes_out_under_an_embargo(side):
    with pytest.raises(ValidationError):
        decided(side, embargo_until=today() + 10 * DAY, live_from=today())


@pytest.mark.requirement("CTM-12")
def test_it_is_gone_on_the_day_it_is_taken_down(side, client_for):
    made = opened(side, take_down_on=today() + DAY)
    assert public(client_for, side, side.review.reference).status_code == 200
    Publication.objects.filter(pk=made.pk).update(take_down_on=today())
    assert public(client_for, side, side.review.reference).status_code == 404


def test_withdrawing_takes_it_down_at_once(side, client_for):
    withdraw(publication=opened(side), by=side.officer)
    assert public(client_for, side, side.review.reference).status_code == 404


@pytest.mark.parametrize("choice", ["withhold", "delay"])
def test_a_decision_not_to_publish_opens_nothing(side, choice):
    made = decided(side, choice=choice, title="", text="")
    with pytest.raises(ValidationError):
        approve(publication=made, by=side.officer)


def test_a_review_of_a_restricted_group_is_never_public(side, client_for):
    opened(side)
    side.group.restricted = True
    side.group.save()
    assert public(client_for, side, side.review.reference).status_code == 404


def test_the_page_leads_through_it(side, client_for):
    address = [side.board.slug, side.review.reference]
    page = reverse("reviews:publication", args=address)
    officer, chair = client_for(side.officer), client_for(side.chair)
    got = officer.get(page)
    said = values()
    posted = {k: v for k, v in said.items() if v and k != "decided_on"}
    for part in ("day", "month", "year"):
        posted[f"decided_on_{part}"] = getattr(today(), part)
    posted["version"] = got.context["form"].initial["version"]
    assert officer.post(page, posted).status_code == 302
    assert "Ask a colleague" in officer.get(page).content.decode()
    screened = chair.post(
        reverse("reviews:publication-screen", args=address), {"note": ""}
    )
    assert screened.status_code == 302
    officer.post(reverse("reviews:publication-approve", args=address))
    assert public(client_for, side, side.review.reference).status_code == 200
    officer.post(reverse("reviews:publication-withdraw", args=address))
    assert public(client_for, side, side.review.reference).status_code == 404


def test_a_review_no_group_leads_is_published_too(side, client_for):
    side.review.source.lead_group = None
    side.review.source.save()
    opened(side)
    assert public(client_for, side, side.review.reference).status_code == 200
    listed = client_for(None).get(reverse("reviews:published", args=[side.board.slug]))
    assert "Learning from a review" in listed.content.decode()


def test_the_golden_thread_leads_to_what_the_public_reads(side, client_for):
    where = [side.board.slug, side.review.reference]
    thread = reverse("learning:thread", args=where)
    page = reverse("reviews:published-one", args=where)
    made, client = opened(side), client_for(side.officer)
    shown = client.get(thread).content.decode()
    assert "Learning from a review" in shown and page in shown
    withdraw(publication=made, by=side.officer)
    assert page not in client.get(thread).content.decode()
