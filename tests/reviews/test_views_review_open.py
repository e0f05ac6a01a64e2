"""Opening a review: which types are offered to whom, the form, its reference."""

import datetime
import uuid

import pytest
from django.urls import reverse

from boards.models import Group
from learning.models import SourceType
from reviews.models import Review
from tests import factories as make
from tests.fixtures.people import canary
from tests.reviews.opened import WALES, WOLVERHAMPTON, at, dated, opened, text

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


def choose(client):
    return client.get(reverse("reviews:review-open", args=["alpha"]))


def details(key):
    return reverse("reviews:review-open-details", args=["alpha", key])


def words(side, **values):
    return {
        "title": "Seen too late",
        "summary": "Two agencies held half of what was known",
        "lead_group": side.group.pk,
        "strand": "child",
        "sent_once": str(uuid.uuid4()),
        **values,
    }


def groups(page):
    found = page.context["offers"]
    return {name: [offer.name for offer in rows] for name, rows in found.groups}


def use(side, pack):
    side.board.pack = pack
    side.board.save()


def test_types_in_force_are_offered_by_group_and_older_ones_apart(world, as_officer):
    page = choose(as_officer)

    offered = groups(page)
    assert list(offered) == [
        "Statutory reviews",
        "Not statutory, or below the threshold",
        "Inspections and peer reviews",
        "From elsewhere: other boards, other areas, agencies",
    ]
    assert "Notification and rapid review" in offered["Statutory reviews"]
    closed = {offer.name: offer for offer in page.context["offers"].closed}
    older = closed["Serious case review (SCR)"]
    assert "29 September 2019" in older.hint
    assert "Local child safeguarding practice review" in older.hint
    assert older.url == ""


def test_a_type_not_in_force_cannot_be_opened(world, as_officer):
    assert as_officer.get(details("scr")).status_code == 404
    sent = as_officer.post(details("scr"), words(world.alpha))
    assert sent.status_code == 404


@pytest.mark.requirement("WOL-3", "SOM-9")
def test_a_review_is_opened_with_its_days_and_a_reference(world, as_officer):
    side, aware = world.alpha, TODAY() - datetime.timedelta(3)
    data = words(
        side,
        lead_agency=side.agency.pk,
        agencies=[side.agency.pk, side.other_agency.pk],
        **dated("on_aware", aware),
    )

    answer = as_officer.post(details("rapid_review"), data)

    made = Review.objects.get(source__title="Seen too late")
    assert answer.url == at(made, "review-opened")
    assert made.source.reference in text(as_officer.get(answer.url))
    assert (made.source.strand, made.source.audience) == ("child", "panel")
    assert set(made.agencies.all()) == {side.agency, side.other_agency}
    assert made.lead_agency == side.agency
    assert made.legal_type == "rapid_review"
    assert made.source.milestones.get().starts_on == aware


def test_the_form_sent_twice_opens_one_review(world, as_officer):
    data = words(world.alpha)

    first = as_officer.post(details("lcspr"), data)
    second = as_officer.post(details("lcspr"), data)

    assert first.url == second.url
    assert Review.objects.filter(source__title="Seen too late").count() == 1


def test_somebody_elses_form_opens_nothing_and_shows_nothing(world, client_for):
    data = words(world.alpha, title="Theirs")
    client_for(world.alpha.officer).post(details("lcspr"), data)

    again = client_for(world.alpha.chair).post(details("lcspr"), data)

    assert again.status_code == 200
    assert "used already" in text(again)


@pytest.mark.requirement("WOL-3", "WOL-19")
@pytest.mark.parametrize("key", ["table_top_review"])
def test_below_the_threshold_the_reason_is_asked_for(key, world, as_officer):
    side = world.alpha
    use(side, WOLVERHAMPTON)

    refused = as_officer.post(details(key), words(side))
    assert "reason_chosen" in refused.context["form"].errors
    assert "Two agencies held half" in text(refused)

    why = "Nobody died, but three teams saw the same signs"
    as_officer.post(details(key), words(side, reason_chosen=why))
    made = Review.objects.get(source__title="Seen too late")
    assert made.reason_chosen == why
    assert why in text(as_officer.get(made.get_absolute_url()))


def test_a_statutory_type_asks_for_no_such_reason(world, as_officer):
    page = as_officer.get(details("rapid_review"))

    fields = page.context["form"].fields
    assert "reason_chosen" not in fields
    assert [name for name in fields if name.startswith("on_")] == [
        "on_aware",
        "on_notified",
    ]


def test_another_boards_review_names_that_board(world, as_officer):
    side = world.alpha

    refused = as_officer.post(details("review_of_another_board"), words(side))
    assert "owning_board" in refused.context["form"].errors

    as_officer.post(
        details("review_of_another_board"), words(side, owning_board="Northshire")
    )
    assert Review.objects.get(source__title="Seen too late").owning_board


def test_words_that_may_name_somebody_are_asked_about_first(world, as_officer):
    data = words(world.alpha, summary="Call 07700 900123 about it")

    asked = as_officer.post(details("lcspr"), data)

    assert asked.status_code == 200
    assert "could identify somebody" in text(asked)
    confirm = asked.context["form"].fields["words_checked"].widget.attrs["value"]
    assert (
        as_officer.post(details("lcspr"), data | {"words_checked": confirm}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"on_aware": TODAY() + datetime.timedelta(2)}, "on_aware"),
        (
            {"on_aware": TODAY(), "on_notified": TODAY() - datetime.timedelta(2)},
            "on_notified",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(days, field, world, as_officer):
    typed = {}
    for name, day in days.items():
        typed |= dated(name, day)

    page = as_officer.post(details("rapid_review"), words(world.alpha, **typed))

    assert field in page.context["form"].errors


def test_a_chair_opens_for_their_own_group_only(world, client_for):
    side, client = world.alpha, client_for(world.alpha.chair)
    other = make.GroupFactory(board=side.board, key="other")

    page = client.get(details("lcspr"))
    assert list(page.context["form"].fields["lead_group"].queryset) == [side.group]

    refused = client.post(details("lcspr"), words(side, lead_group=other.pk))
    assert "lead_group" in refused.context["form"].errors
    assert client.post(details("lcspr"), words(side)).status_code == 302


def restrict(side):
    """The Welsh board's suicide reviews, for its own group."""
    use(side, WALES)
    Group.objects.filter(pk=side.restricted_group.pk).update(key="suicide_review_group")
    SourceType.objects.create(
        board=side.board,
        key="suicide_reviews",
        name_en="Suicide reviews",
        kind="suicide_review",
        strand="both",
        restricted_to=side.restricted_group,
    )


def test_a_restricted_type_exists_for_its_group_only(world, client_for):
    side = world.alpha
    restrict(side)
    for who in (side.officer, side.chair):
        client = client_for(who)
        assert "Suicide review" not in text(choose(client))
        assert client.get(details("suicide_review")).status_code == 404

    client = client_for(side.restricted_member)
    assert "Suicide review" in text(choose(client))
    page = client.get(details("suicide_review"))
    assert list(page.context["form"].fields["lead_group"].queryset) == [
        side.restricted_group
    ]
    client.post(
        details("suicide_review"), words(side, lead_group=side.restricted_group.pk)
    )
    made = Review.objects.get(source__title="Seen too late")
    assert made.source.audience == "group"
    assert client_for(side.officer).get(made.get_absolute_url()).status_code == 404
    listed = reverse("reviews:reviews", args=["alpha"])
    assert "Seen too late" not in text(client_for(side.officer).get(listed))


def test_two_people_who_change_it_see_both_texts(world, as_officer, client_for):
    made = opened(world.alpha, "lcspr", title="As it was", summary="Why")
    url = at(made, "review-change")
    version = as_officer.get(url).context["form"]["version"].value()
    base = {"summary": "Why", "version": version}
    chair = client_for(world.alpha.chair)
    assert chair.post(url, base | {"title": "The chair's"}).status_code == 302

    page = as_officer.post(url, base | {"title": "The officer's"})

    assert page.status_code == 200
    said = text(page)
    assert "The chair&#x27;s" in said
    assert "The officer&#x27;s" in said
    made.source.refresh_from_db()
    assert made.source.title == "The chair's"


def test_agencies_and_who_leads_are_corrected(world, as_officer):
    side = world.alpha
    made = opened(side, "lcspr", title="As it was", summary="Why")
    url = at(made, "review-change")
    version = as_officer.get(url).context["form"]["version"].value()

    as_officer.post(
        url,
        {
            "title": "Better",
            "summary": "Why",
            "version": version,
            "lead_agency": side.agency.pk,
            "agencies": [side.other_agency.pk],
        },
    )

    made = Review.objects.get(pk=made.pk)
    assert (made.source.title, made.lead_agency) == ("Better", side.agency)
    assert list(made.agencies.all()) == [side.other_agency]


def test_nothing_of_another_board_is_offered(world, as_officer):
    page = text(as_officer.get(details("lcspr")))

    assert canary("beta", "restricted") not in page
    assert canary("alpha", "restricted") not in page
    assert world.beta.agency.name_en not in page
