"""What packs say of deaths: ten categories, dated and unverified; Wales has none."""

from dataclasses import replace

from django.core.management import call_command
from django.urls import reverse

from boards.models import Board, Group
from deaths.models import Panel
from frameworks.build import Place
from frameworks.deaths_reading import deaths_fit
from frameworks.packs import all_packs, load_pack


def test_english_packs_count_by_ten_categories_and_wales_by_none():
    for pack in all_packs():
        facts = pack.deaths
        if pack.board.jurisdiction == "england":
            assert [one.number for one in facts.categories] == list(range(1, 11))
            assert len(facts.purposes) == 4 and len(facts.forms) == 2
            assert not any(one.verified for one in facts.categories)
            assert all(one.basis and one.valid_from for one in facts.categories)
            assert {one.subject for one in facts.panels} == {"child_death"}
        else:
            assert not facts.categories and not facts.forms
            assert {one.subject for one in facts.panels} == {"suicide"}


def test_what_does_not_fit_is_named():
    pack = load_pack("somerset")
    panel = replace(pack.deaths.panels[0], group="nobody", suppress_up_to=99)
    broken = replace(pack, deaths=replace(pack.deaths, panels=(panel, panel)))
    said = [str(one) for one in deaths_fit(broken, {"deaths": (Place("deaths.toml"),)})]
    assert any("no group 'nobody'" in one for one in said)
    assert any("twice" in one for one in said)
    assert any("suppress_up_to" in one for one in said)


def test_a_board_loads_its_panel_and_keeps_what_it_changed(db):
    call_command("load_framework", "somerset", yes=True, verbosity=0)
    panel = Panel.objects.get(group__board__slug="somerset")
    assert panel.limit_months == 4 and panel.suppress_up_to == 5
    panel.suppress_up_to = 7
    panel.save()
    call_command("load_framework", "somerset", yes=True, verbosity=0)
    panel.refresh_from_db()
    assert panel.suppress_up_to == 7
    assert Board.objects.get().jurisdiction == "england"
    assert Group.objects.get(pk=panel.group_id).restricted


def test_in_wales_who_was_told_finds_it_on_the_boards_page(world, client_for):
    side = world.alpha
    side.board.jurisdiction = "wales"
    side.board.save()
    side.released.panel = side.suicide_panel
    side.released.save()
    side.released.boards.clear()
    side.released.groups.add(side.group)
    told = client_for(side.chair).get(side.board.get_absolute_url()).content.decode()
    other = client_for(side.lead).get(side.board.get_absolute_url()).content.decode()
    address = reverse("deaths:release", args=["alpha", side.released.reference])
    assert address in told and address not in other
    assert client_for(side.chair).get(address).status_code == 200
    assert client_for(side.lead).get(address).status_code == 404
