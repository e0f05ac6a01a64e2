"""The register of agencies."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from boards.choices import SectorChoices
from boards.models import Agency, Area, BoardAgency
from tests import factories as make
from tests.days import boxes


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


def listed(response):
    return {row.agency.name_en for row in response.context["page"].object_list}


@pytest.mark.requirement("SOM-3")
def test_the_register_holds_the_sectors_of_the_partnership(world, officer):
    """Health providers and commissioners, police, probation, social care, education."""
    sectors = [
        "health_provider",
        "health_commissioner",
        "police",
        "probation",
        "childrens_social_care",
        "adult_social_care",
        "education",
    ]
    for sector in sectors:
        data = {"name_en": f"Registered {sector}", "sector": sector}
        officer.post(at("agency-add", "alpha"), data)
    for sector in sectors:
        page = officer.get(at("agencies", "alpha"), {"sector": sector})
        assert f"Registered {sector}" in listed(page)
        others = {row.agency.sector for row in page.context["page"].object_list}
        assert others == {sector}


def test_every_sector_of_the_packs_can_be_chosen(officer):
    form = officer.get(at("agency-add", "alpha")).context["form"]
    offered = {value for value, _ in form.fields["sector"].choices}
    assert set(SectorChoices.values) <= offered


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "poli"}, {"Police alpha"}),
        ({"sector": "housing"}, {"Housing alpha"}),
        ({"statutory": "yes"}, {"Police alpha"}),
        ({"statutory": "no"}, {"Hospital alpha", "Housing alpha"}),
        ({"q": "beta"}, set()),
    ],
)
def test_the_register_filters(world, officer, query, expected):
    BoardAgency.objects.filter(agency=world.alpha.agency).update(statutory=True)
    assert listed(officer.get(at("agencies", "alpha"), query)) == expected


def test_agencies_that_left_show_only_when_asked(world, officer):
    BoardAgency.objects.filter(agency=world.alpha.agency).update(active_to="2020-01-01")
    assert "Police alpha" not in listed(officer.get(at("agencies", "alpha")))
    assert "Police alpha" in listed(
        officer.get(at("agencies", "alpha"), {"shown": "all"})
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_an_export_is_a_formula(world, officer, start):
    name = f"{start}1+1"
    Agency.objects.filter(pk=world.alpha.agency.pk).update(name_en=name)
    query = {"sector": "police"}

    csv = officer.get(at("agencies", "alpha"), query | {"as": "csv"})
    book = officer.get(at("agencies", "alpha"), query | {"as": "xlsx"})

    rows = csv.content.decode("utf-8-sig").split("\r\n", 1)[1]
    assert rows.lstrip('"').startswith(f"'{start}")
    sheet = load_workbook(BytesIO(book.content)).active
    assert sheet.max_row == 2  # what is shown: one agency of the sector
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sheet["A2"].value in {name, name.replace("\r", "\n")}


def test_an_export_holds_what_is_shown_and_nothing_of_the_other_board(world, officer):
    csv = officer.get(at("agencies", "alpha"), {"q": "alpha", "as": "csv"})
    text = csv.content.decode()
    assert "Housing alpha" in text and "beta" not in text


def test_an_agency_known_on_ones_other_board_is_offered_and_linked(world, officer):
    make.MembershipFactory(user=world.alpha.officer, board=world.beta.board)
    trust = make.AgencyFactory(
        name_en="The Northern Mental Health Trust", on_boards=[world.beta.board]
    )
    data = {"name_en": "Northern Mental Health Trust", "sector": "health_provider"}

    asked = officer.post(at("agency-add", "alpha"), data)
    assert list(asked.context["form"].errors) == ["same_as"]
    assert trust.name in asked.content.decode()

    officer.post(at("agency-add", "alpha"), data | {"same_as": trust.pk})
    assert set(trust.boards.all()) == {world.alpha.board, world.beta.board}
    assert Agency.objects.filter(name_en__contains="Northern").count() == 1


def test_a_like_named_agency_may_still_be_another(world, officer):
    make.MembershipFactory(user=world.alpha.officer, board=world.beta.board)
    data = {"name_en": "Hospital beta", "sector": "health_provider", "same_as": "new"}
    officer.post(at("agency-add", "alpha"), data)
    assert Agency.objects.filter(name_en="Hospital beta").count() == 2


def test_agencies_of_strangers_boards_are_never_offered(world, officer):
    data = {"name_en": "Hospital beta", "sector": "health_provider"}
    response = officer.post(at("agency-add", "alpha"), data)
    assert response.status_code == 302
    assert Agency.objects.filter(name_en="Hospital beta").count() == 2


def test_a_name_stands_once_on_a_board(officer):
    data = {"name_en": "POLICE ALPHA", "sector": "police"}
    response = officer.post(at("agency-add", "alpha"), data)
    assert list(response.context["form"].errors) == ["name_en"]


def test_a_school_has_its_duty_and_area(world, officer):
    area = Area.objects.create(board=world.alpha.board, key="north", name_en="North")
    other = Area.objects.create(board=world.beta.board, key="south", name_en="South")
    data = {"name_en": "Hill School", "sector": "school", "school_duty": "157"}

    refused = officer.post(at("agency-add", "alpha"), data | {"area": other.pk})
    assert list(refused.context["form"].errors) == ["area"]

    officer.post(at("agency-add", "alpha"), data | {"area": area.pk})
    link = BoardAgency.objects.get(agency__name_en="Hill School")
    assert (link.school_duty, link.area) == ("157", area)


def test_dates_are_in_order(officer):
    data = {"name_en": "X", "sector": "school"} | boxes("active_from", "2026-02-01")
    response = officer.post(
        at("agency-add", "alpha"), data | boxes("active_to", "2026-01-01")
    )
    assert list(response.context["form"].errors) == ["active_to"]


def test_a_name_other_boards_show_is_not_changed_from_here(world, officer):
    agency = world.alpha.agency
    make.BoardFactory(slug="gamma")
    BoardAgency.objects.create(board=world.beta.board, agency=agency)

    officer.post(
        at("agency-edit", "alpha", agency.pk),
        {"name_en": "Renamed", "sector": "other", "statutory": "on"},
    )

    agency.refresh_from_db()
    assert (agency.name_en, agency.sector) == ("Police alpha", "police")
    assert agency.board_links.get(board=world.alpha.board).statutory


def test_an_agency_of_one_board_is_renamed(world, officer):
    agency = world.alpha.agency
    officer.post(
        at("agency-edit", "alpha", agency.pk), {"name_en": "Renamed", "sector": "other"}
    )
    agency.refresh_from_db()
    assert agency.name_en == "Renamed"


def test_an_agencys_page_shows_people_one_may_see(world, client_for, officer):
    address = at("agency", "alpha", world.alpha.agency.pk)
    assert "executive alpha" in officer.get(address).content.decode()
    assert (
        "executive alpha" in client_for(world.alpha.lead).get(address).content.decode()
    )
    member = client_for(world.alpha.member).get(address).content.decode()
    assert "executive alpha" not in member


def test_an_agency_of_another_board_is_not_there(world, officer):
    address = at("agency", "alpha", world.beta.agency.pk)
    assert officer.get(address).status_code == 404
