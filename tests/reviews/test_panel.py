"""Who carries a review: the pool, appointing, declaring, conflicts (CTM-9, WOL-8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from frameworks.vocabulary import Condition
from learning.conditions import missing
from learning.models import LearningSource
from reviews import pool as pools
from reviews.models import PanelMember, PoolPerson, Review
from reviews.services import panel as services
from tests import factories as make
from tests.days import boxes
from tests.reviews.opened import at, text

LED = [Condition.LEAD_DECLARED_INDEPENDENT]


def somebody(side, name, employer=None, **values):
    """A person of the board in the pool."""
    user = make.UserFactory(full_name=name)
    make.MembershipFactory(user=user, board=side.board, role="reviewer")
    return make.PoolPersonFactory(
        board=side.board, user=user, employer=employer, **values
    )


def declared(member, said="independent", interests=""):
    return services.declare(
        member=member, declaration=said, interests=interests, by=member.user
    )


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def team(side):
    """A chair and a reviewer of no agency, appointed and not declared."""
    return [
        services.appoint(
            review=side.review, person=somebody(side, role), role=role, by=side.chair
        )
        for role in ("chair", "reviewer")
    ]


@pytest.mark.requirement("CTM-9")
def test_a_review_cannot_go_on_before_its_leads_have_declared(side, team):
    source = side.review.source
    assert missing(source, LED)
    declared(team[0])
    assert missing(source, LED)
    declared(team[1])
    assert missing(source, LED) == []


@pytest.mark.requirement("CTM-9")
@pytest.mark.parametrize(("role", "before"), [("reviewer", 403), ("member", 200)])
def test_a_lead_starts_only_once_the_declaration_is_recorded(
    side, role, before, client_for
):
    person = somebody(side, "Newcomer")
    member = services.appoint(
        review=side.review, person=person, role=role, by=side.officer
    )
    add, client = at(side.review, "paper-add"), client_for(person.user)
    assert client.get(at(side.review, "panel")).status_code == 200
    assert client.get(add).status_code == before
    sent = {"declaration": "independent"}
    client.post(at(side.review, "panel-declare"), sent)
    member.refresh_from_db()
    assert member.declaration == "independent" and member.declared_at
    assert client_for(person.user).get(add).status_code == 200


@pytest.mark.requirement("WOL-8")
@pytest.mark.parametrize("how", ["involved", "leading", "role"])
@pytest.mark.parametrize("role", ["chair", "reviewer"])
def test_somebody_of_an_involved_agency_cannot_lead(side, role, how, client_for):
    """By employer of an agency reviewed, of the one that leads, or by a role held."""
    employer = {"involved": side.agency, "leading": side.third_agency}.get(how)
    person = somebody(side, "Insider", employer)
    side.review.lead_agency = side.third_agency
    side.review.save()
    if how == "role":
        make.MembershipFactory(
            user=person.user,
            board=side.board,
            role="agency_contributor",
            agency=side.agency,
        )
    sent = {"role": role} | boxes("appointed_on", str(timezone.localdate()))
    page = client_for(side.officer).post(
        at(side.review, "panel-appoint-person", person.pk), sent
    )
    name = side.third_agency if how == "leading" else side.agency
    assert page.status_code == 200
    assert f"They work for {name}, which this review looks at" in text(page)
    assert not side.review.panel.exists()


@pytest.mark.requirement("WOL-8")
def test_a_panel_member_may_come_from_an_involved_agency(side):
    person = somebody(side, "Insider", side.agency)
    made = services.appoint(
        review=side.review, person=person, role="member", by=side.officer
    )
    assert made.employer == side.agency
    assert declared(made).declaration == "independent"


@pytest.mark.requirement("WOL-8")
def test_an_agency_involved_later_ends_independence(side, client_for):
    """The page warns, and the review cannot go on until the place is filled anew."""
    review = side.review
    for role in ("chair", "reviewer"):
        person = somebody(side, f"Late {role}", side.third_agency)
        declared(
            services.appoint(review=review, person=person, role=role, by=side.officer)
        )
    assert missing(review.source, LED) == []
    review.agencies.add(side.third_agency)
    assert missing(review.source, LED)
    page = text(client_for(side.officer).get(at(review, "panel")))
    assert page.count("No longer independent") == 2
    with pytest.raises(ValidationError, match="They work for"):
        declared(review.panel.first())


def test_nobody_declares_for_another(side, team):
    with pytest.raises(PermissionDenied):
        services.declare(
            member=team[0], declaration="independent", interests="", by=side.officer
        )


def test_a_conflict_says_what_it_is_with(side, team, client_for):
    page = client_for(team[0].user).post(
        at(side.review, "panel-declare"), {"declaration": "conflict"}
    )
    assert page.status_code == 200
    team[0].refresh_from_db()
    assert team[0].declaration == "awaited"


@pytest.mark.requirement("CTM-9")
@pytest.mark.parametrize("also", ["nothing else", "member of the group", "officer"])
def test_a_conflict_closes_the_review_at_once(side, also, client_for):
    """Whatever else the person is: page, list, counts, exports, working papers."""
    person = somebody(side, "Conflicted")
    if also == "officer":
        make.MembershipFactory(user=person.user, board=side.board, role="business_unit")
    elif also == "member of the group":
        make.SeatHoldingFactory(
            seat=make.SeatFactory(group=side.group), user=person.user
        )
    member = services.appoint(
        review=side.review, person=person, role="member", by=side.officer
    )
    client = client_for(person.user)
    assert client.get(at(side.review, "panel")).status_code == 200
    sent = {"declaration": "conflict", "interests": "I advised the hospital"}
    assert client.post(at(side.review, "panel-declare"), sent).status_code == 302
    user = type(person.user).objects.get(pk=person.user.pk)
    for name in ("review", "panel", "review-requests", "papers", "panel-declare"):
        assert client.get(at(side.review, name)).status_code == 404
    for name in ("reviews:reviews", "learning:sources"):
        for form in ("", "?as=csv"):
            page = client.get(reverse(name, args=["alpha"]) + form)
            assert b"canaryreviewalpha" not in page.content
    assert side.review not in Review.objects.visible_to(user)
    assert side.review.source not in LearningSource.objects.worked_on_by(user)
    assert member not in PanelMember.objects.visible_to(user)


def test_a_published_review_stays_open_to_who_had_a_conflict(side):
    source, person = side.review.source, somebody(side, "Reader")
    make.MembershipFactory(user=person.user, board=side.board, role="board_member")
    member = services.appoint(
        review=side.review, person=person, role="member", by=side.officer
    )
    declared(member, "conflict", "A friend")
    source.audience = "board"
    source.save()
    assert source in LearningSource.objects.visible_to(person.user)
    assert source not in LearningSource.objects.worked_on_by(person.user)


def test_an_ended_place_closes_the_review_and_frees_the_person(side, team, client_for):
    page = client_for(side.officer).post(
        at(side.review, "panel-end", team[0].pk),
        {"reason": "Changed post"} | boxes("ended_on", str(timezone.localdate())),
    )
    assert page.status_code == 302
    member = side.review.panel.get(pk=team[0].pk)
    assert (member.ended_on, member.end_reason) == (
        timezone.localdate(),
        "Changed post",
    )
    client = client_for(team[0].user)
    assert client.get(at(side.review, "panel")).status_code == 404
    again = PoolPerson.objects.get(user=team[0].user)
    assert services.appoint(
        review=side.review, person=again, role="chair", by=side.officer
    )


@pytest.mark.parametrize("known", ["twice", "offered", "away", "role", "elsewhere"])
def test_who_cannot_be_appointed(side, world, known):
    person = somebody(world.beta if known == "elsewhere" else side, "Person")
    if known == "twice":
        services.appoint(
            review=side.review, person=person, role="member", by=side.officer
        )
    person.offered, person.available = known == "offered", known != "away"
    person.roles = ["member"] if known == "role" else person.roles
    with pytest.raises(ValidationError):
        services.appoint(
            review=side.review, person=person, role="chair", by=side.officer
        )


@pytest.mark.requirement("CTM-26")
def test_those_with_the_fewest_reviews_come_first(side, client_for):
    busy, some, free = (somebody(side, n) for n in ("A busy", "B some", "C free"))
    for person, number in ((busy, 2), (some, 1)):
        for _ in range(number):
            other = another_review(side)
            services.appoint(
                review=other, person=person, role="reviewer", by=side.officer
            )
    page = client_for(side.officer).get(at(side.review, "panel-appoint"))
    rows = [(str(row), row.load) for row, *_rest in page.context["rows"]]
    assert rows == [("C free", 0), ("B some", 1), ("A busy", 2)]
    assert "2 of 2" in text(page) and "Full" in text(page)
    free.skills = ["Exploitation"]
    free.save()
    narrowed = client_for(side.officer).get(
        at(side.review, "panel-appoint") + "?skill=Exploitation"
    )
    assert [str(row) for row, *_rest in narrowed.context["rows"]] == ["C free"]


def another_review(side, **values):
    source = make.LearningSourceFactory(
        board=side.board,
        kind="practice_review",
        review_type="scr",
        title="Another review",
        **{"audience": "panel", "lead_group": side.group, **values},
    )
    return make.ReviewFactory(source=source, board=side.board)


@pytest.mark.requirement("CTM-26")
def test_load_does_not_tell_of_a_hidden_review(side):
    person = somebody(side, "Secret")
    hidden = another_review(side, lead_group=side.restricted_group)
    services.appoint(
        review=hidden, person=person, role="chair", by=side.restricted_member
    )

    def load(user):
        return pools.people(user, side.board).get(pk=person.pk).load

    assert (load(side.officer), load(side.restricted_member)) == (0, 1)


@pytest.mark.requirement("CTM-26")
def test_an_agency_offers_and_an_officer_confirms(side, client_for):
    sent = {
        "user": side.contributor.pk, "employer": side.agency.pk,
        "roles": ["reviewer"], "skills": "Neglect\nNeglect\nFire", "at_most": 1,
        "available": "on",
    }  # fmt: skip
    pool = reverse("reviews:pool", args=["alpha"])
    client_for(side.lead).post(pool + "add/", sent)
    person = PoolPerson.objects.get(user=side.contributor)
    assert (person.offered, person.skills) == (True, ["Neglect", "Fire"])
    assert person not in PoolPerson.objects.to_appoint()
    page = client_for(side.other_lead).get(pool)
    assert side.contributor.full_name not in text(page)
    client_for(side.officer).post(f"{pool}{person.pk}/confirm/")
    assert person in PoolPerson.objects.to_appoint()
    free = sent | {"user": side.other_lead.pk, "employer": side.other_agency.pk}
    client_for(side.lead).post(pool + "add/", free)
    assert not PoolPerson.objects.filter(user=side.other_lead).exists()


def test_two_officers_change_a_person_at_once(side, client_for):
    person, client = side.pool_person, client_for(side.officer)
    address = reverse("reviews:pool-edit", args=["alpha", person.pk])
    sent = {"roles": ["chair"], "skills": "Mine", "at_most": 2, "version": 1}
    assert client.post(address, sent | {"skills": "Theirs"}).status_code == 302
    page = client.post(address, sent)
    assert page.status_code == 200
    assert "Theirs" in text(page) and "Mine" in text(page)
    assert client.post(address, sent | {"version": 2}).status_code == 302
    person.refresh_from_db()
    assert person.skills == ["Mine"]


@pytest.mark.requirement("HAR-17")
def test_the_chair_of_the_group_names_roles_with_their_dates(side, client_for):
    """The commissioning group's chair, not only the officer."""
    person, day = somebody(side, "Named"), timezone.localdate()
    client = client_for(side.chair)
    since = day - datetime.timedelta(3)
    sent = {"role": "reviewer"} | boxes("appointed_on", str(since))
    client.post(at(side.review, "panel-appoint-person", person.pk), sent)
    member = side.review.panel.get()
    assert (member.role, member.appointed_on, member.appointed_by) == (
        "reviewer",
        since,
        side.chair,
    )
    page = text(client.get(at(side.review, "panel")))
    assert "Named" in page and f"{since:%-d %B %Y}" in page
    assert "1 needed, 1 named, 0 declared independent" in page


@pytest.mark.parametrize("number", [3, 60])
def test_the_pool_and_the_appointment_cost_the_same_however_long(
    number, side, client_for, django_assert_max_num_queries
):
    for index in range(number):
        somebody(side, f"Person {index:03}", side.agency if index % 2 else None)
    client = client_for(side.officer)
    for address in (
        reverse("reviews:pool", args=["alpha"]),
        at(side.review, "panel-appoint"),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
