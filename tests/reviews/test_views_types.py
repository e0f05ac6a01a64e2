"""Types of review: what the board may hold, by which law, stage by stage."""

import pytest
from django.urls import reverse

from boards.models import Board, Group
from boards.roles import RoleName
from frameworks.packs import load_pack
from frameworks.vocabulary import Clock, Condition, LegalType, Unit, Weight
from learning.services.loading import load
from reviews.type_words import CLOCKS, CONDITIONS, LEGAL_TYPES, WEIGHTS, span
from tests import factories as make

CTM, WOL, HAR, SOM = "cwm-taf-morgannwg", "wolverhampton", "hartlepool", "somerset"

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_for):
    """Signs somebody in who holds a role on a board of its own pack."""

    def build(slug, role=RoleName.BUSINESS_UNIT, group=""):
        load(load_pack(slug))
        board = Board.objects.get(slug=slug)
        user = make.UserFactory()
        make.MembershipFactory(user=user, board=board, role=role)
        if group:
            seat = Group.objects.get(board=board, key=group).seats.first()
            make.SeatHoldingFactory(seat=seat, user=user)
        return client_for(user)

    return build


def types_of(client, slug, query=""):
    return client.get(reverse("reviews:types", args=[slug]) + query)


def type_of(client, slug, key):
    return client.get(reverse("reviews:type", args=[slug, key]))


def text(page):
    return " ".join(page.content.decode().split())


def keys(page):
    return {line.kind.key for _, lines in page.context["groups"] for line in lines}


def test_every_key_of_packs_has_words():
    for words, known in (
        (LEGAL_TYPES, LegalType),
        (WEIGHTS, Weight),
        (CLOCKS, Clock),
        (CONDITIONS, Condition),
    ):
        assert set(words) == set(known)


def test_a_span_says_before_or_after_and_how_many():
    assert span(5, Unit.WORKING_DAYS) == "5 working days after"
    assert span(-1, Unit.WEEKS) == "1 week before"


def test_the_list_stands_by_kind_with_historical_types_last(reader):
    page = types_of(reader(HAR), HAR)
    groups = {str(kind): lines for kind, lines in page.context["groups"]}
    statutory = groups["Statutory case review"]
    assert [line.historical for line in statutory][-1]
    assert statutory[-1].kind.key == "scr"
    assert "Replaced by: <a" in text(page)
    assert statutory[-1].successor.startswith("Local child safeguarding practice")
    assert statutory[0].kind.statutory
    assert keys(page) == {kind.key for kind in load_pack(HAR).review_types}


@pytest.mark.requirement("WOL-3")
def test_a_label_stands_beside_what_the_review_is_in_law(reader):
    page = type_of(reader(WOL), WOL, "dhr")
    assert page.context["line"].name.startswith("Domestic abuse related death")
    assert page.context["line"].legal_type == "Domestic homicide review"
    assert ">Statutory<" in text(page)
    assert "Not statutory" in text(type_of(reader(WOL), WOL, "table_top_review"))


@pytest.mark.requirement("HAR-16")
def test_criteria_stand_with_their_days_and_how_they_add_up(reader):
    page = text(type_of(reader(HAR), HAR, "scr"))
    assert "26 March 2015 to 29 September 2019" in page
    assert "Not in force today" in page
    assert "One of these must be met" in page
    assert "The child died in custody" in page
    assert "How they add up:</strong> Any one criterion." in page


@pytest.mark.requirement("SOM-9")
def test_limits_stand_with_clock_basis_and_first_day(reader):
    page = text(type_of(reader(SOM), SOM, "rapid_review"))
    assert "5 working days after: The local authority became aware" in page
    assert "From 29 June 2018" in page
    assert page.count("Unverified: check") == 1  # only how long the panel takes


@pytest.mark.requirement("CTM-32")
def test_stages_say_what_each_move_needs(reader):
    page = type_of(reader(CTM), CTM, "cpr_extended")
    stages = {stage["name"]: stage for stage in page.context["stages"]}
    (move,) = stages["Review"]["moves"]
    assert move["to"] == "Learning event"
    assert "the family was offered a part" in text(page)
    assert stages["Closed"]["ends"]
    assert "A chair and 2 reviewers" in text(page)
    assert "At least 12 weeks" in text(page)
    assert "Multi-agency feedback event" in text(page)


@pytest.mark.requirement("WOL-17", "WOL-18")
def test_a_toolkit_shows_its_state(reader):
    client = reader(WOL)
    assert "Being developed" in text(type_of(client, WOL, "sar"))
    assert "Serious case review toolkit" in text(type_of(client, WOL, "scr"))


def test_the_strand_narrows_the_list(reader):
    client = reader(CTM)
    child, both = types_of(client, CTM, "?strand=child"), types_of(client, CTM)
    assert "apr_concise" not in keys(child) and "apr_concise" in keys(both)
    assert {"cpr_concise", "susr"} <= keys(child)


def test_a_restricted_groups_type_is_not_there_for_others(reader):
    client = reader(CTM)
    page = types_of(client, CTM)
    assert "suicide_review" not in keys(page)
    assert "uicide" not in text(page)
    assert type_of(client, CTM, "suicide_review").status_code == 404
    framework = client.get(reverse("learning:framework", args=[CTM]))
    assert "may hold 20 types of review" in text(framework)


def test_a_restricted_groups_type_is_there_for_its_members(reader):
    client = reader(CTM, RoleName.BOARD_MEMBER, group="suicide_review_group")
    assert "suicide_review" in keys(types_of(client, CTM))
    page = type_of(client, CTM, "suicide_review")
    assert str(page.context["lead_group"]) == "Suicide Review Group"
    assert "may hold 21 types of review" in text(
        client.get(reverse("learning:framework", args=[CTM]))
    )


def test_a_mere_reviewer_reads_no_types(reader):
    client = reader(HAR, RoleName.REVIEWER)
    assert types_of(client, HAR).status_code == 404
    assert type_of(client, HAR, "lcspr").status_code == 404


def test_a_type_the_board_does_not_have_is_not_found(reader):
    client = reader(HAR)
    assert type_of(client, HAR, "sar").status_code == 404


@pytest.mark.requirement("SOM-10")
@pytest.mark.parametrize("slug", [CTM, WOL, HAR, SOM, "solihull"])
def test_every_types_page_is_there(reader, slug):
    client = reader(slug)
    for key in keys(types_of(client, slug)):
        assert type_of(client, slug, key).status_code == 200


def test_pages_ask_the_database_little(reader, django_assert_max_num_queries):
    client = reader(CTM)
    with django_assert_max_num_queries(12):
        types_of(client, CTM)
    with django_assert_max_num_queries(12):
        type_of(client, CTM, "susr")
