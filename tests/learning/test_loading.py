"""A pack becomes rows, again and again, and the board's own wording stays."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from boards.models import Agency, Board, Group, Seat
from frameworks.packs import load_pack, pack_slugs
from learning.models import (
    FrameworkNote,
    LoadedRow,
    Priority,
    SourceType,
    TimetableEntry,
)
from learning.services.loading import Effect, load
from tests import factories as make

pytestmark = pytest.mark.django_db
CTM = "cwm-taf-morgannwg"


def run(*args):
    out = StringIO()
    call_command("load_framework", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def ctm():
    load(load_pack(CTM))
    return Board.objects.get(slug=CTM)


@pytest.mark.parametrize("slug", pack_slugs())
def test_each_pack_becomes_the_rows_it_names(slug):
    pack = load_pack(slug)

    load(pack)

    board = Board.objects.get(slug=slug)
    assert board.agency_links.count() == len(pack.agencies)
    assert board.groups.count() == len(pack.groups)
    assert Seat.objects.filter(group__board=board).count() == sum(
        len(group.seats) for group in pack.groups
    )
    assert SourceType.objects.filter(board=board).count() == len(pack.sources)
    assert TimetableEntry.objects.filter(board=board).count() == len(pack.timetable)
    themes = {theme.key: theme for theme in board.themes.all()}
    assert themes.keys() == {facts.key for facts in pack.themes}
    assert themes["discharge"].synonyms[0] == "hospital discharge"
    welsh = "cy" in pack.board.languages
    assert all(bool(theme.name_cy) == welsh for theme in themes.values())
    assert board.framework_note.title == pack.board.provenance.title


@pytest.mark.parametrize("slug", pack_slugs())
def test_loading_again_changes_nothing(slug):
    load(load_pack(slug))
    before = list(LoadedRow.objects.values_list("table", "key", "row_id"))

    report = load(load_pack(slug))

    assert report.changes_nothing
    assert report.of(Effect.KEEP, Effect.GONE) == []
    assert list(LoadedRow.objects.values_list("table", "key", "row_id")) == before


def test_the_command_says_that_nothing_changes():
    run(CTM, "--yes")

    text = run(CTM, "--yes")

    assert "Nothing to change." in text
    assert "Loaded." not in text


def test_a_dry_run_tells_and_leaves_no_trace():
    text = run(CTM, "--dry-run")

    assert "groups: 17 add" in text
    assert not Board.objects.exists()
    assert not LoadedRow.objects.exists()


def test_without_a_yes_nothing_is_loaded():
    assert "Nothing changed. Add --yes" in run(CTM)
    assert not Board.objects.exists()


def test_what_the_board_reworded_is_kept(ctm):
    row = ctm.sourcetypes.get(key="practice_reviews")
    row.methodology = "Our own way"
    row.save()

    report = load(load_pack(CTM))

    row.refresh_from_db()
    assert row.methodology == "Our own way"
    assert [change.name for change in report.of(Effect.KEEP)] == [row.name_en]
    assert "kept your wording: learning table: APRs" in run(CTM, "--yes")


def test_what_only_the_pack_reworded_is_changed(ctm):
    said_before = LoadedRow.objects.get(table="groups", key="monitoring_group")
    group = Group.objects.get(board=ctm, key="monitoring_group")
    new_name = group.name_en
    group.name_en = said_before.said["name_en"] = "As the last edition had it"
    group.save()
    said_before.save()

    report = load(load_pack(CTM))

    group.refresh_from_db()
    assert group.name_en == new_name
    assert [c.name for c in report.of(Effect.CHANGE)] == [new_name]


def test_a_row_the_board_took_away_stays_away(ctm):
    Priority.objects.get(board=ctm, number=1).delete()

    report = load(load_pack(CTM))

    assert not Priority.objects.filter(board=ctm, number=1).exists()
    assert len(report.of(Effect.KEEP)) == 1


def test_what_the_pack_no_longer_names_is_left(ctm):
    group = make.GroupFactory(board=ctm, key="old-panel")
    LoadedRow.objects.create(
        board=ctm, table="groups", key="old-panel", row_id=group.pk
    )

    report = load(load_pack(CTM))

    assert [c.name for c in report.of(Effect.GONE)] == ["old-panel"]
    assert Group.objects.filter(pk=group.pk).exists()


def test_an_agency_on_two_boards_is_one_agency():
    for slug in ("solihull", "wolverhampton"):
        load(load_pack(slug))

    police = Agency.objects.get(name_en="West Midlands Police")

    boards = set(police.board_links.values_list("board__slug", flat=True))
    assert boards == {"solihull", "wolverhampton"}


def test_one_pack_does_not_reword_an_agency_of_another_board():
    load(load_pack(CTM))
    welsh = Agency.objects.get(name_en="National Probation Service").name_cy

    load(load_pack("wolverhampton"))

    assert Agency.objects.get(name_en="National Probation Service").name_cy == welsh


def test_a_panel_shared_with_boards_not_here_links_to_nobody_until_they_come():
    load(load_pack("wolverhampton"))
    panel = Group.objects.get(board__slug="wolverhampton", key="cdop")
    assert list(panel.shared_with.all()) == []

    walsall = make.BoardFactory(slug="walsall")
    report = load(load_pack("wolverhampton"))

    assert list(panel.shared_with.all()) == [walsall]
    assert [change.name for change in report.of(Effect.CHANGE)] == [panel.name_en]


def test_the_tees_panel_serves_the_boards_that_are_here():
    stockton = make.BoardFactory(slug="stockton-on-tees")

    load(load_pack("hartlepool"))

    panel = Group.objects.get(board__slug="hartlepool", key="cdop")
    assert list(panel.shared_with.all()) == [stockton]
    assert panel.restricted


def test_links_between_groups_are_made(ctm):
    group = Group.objects.get(board=ctm, key="monitoring_group")

    assert group.parent.key in {g.key for g in load_pack(CTM).groups}
    assert group.reports_to.exists()
    assert group.functions.filter(function="monitor").exists()


def test_a_broken_pack_names_its_address_and_changes_nothing(tmp_path, settings):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "groups.toml").write_text("[[groups]]\nkye = 'board'\n")
    settings.FRAMEWORK_PACK_DIRS = [tmp_path]

    with pytest.raises(CommandError, match=r"broken/groups.toml: groups\[0\].kye"):
        run(CTM, "broken", "--yes")

    assert not Board.objects.exists()


@pytest.mark.requirement("SOM-5")
def test_somersets_ten_methods_are_there_and_can_be_retired():
    load(load_pack("somerset"))
    types = SourceType.objects.filter(board__slug="somerset")
    methods = types.filter(category_en="Methods and tools for learning")

    assert methods.count() == 10
    assert methods.filter(retired_on__isnull=True).count() == 10


@pytest.mark.requirement("SOM-30")
def test_a_frameworks_provenance_is_kept():
    load(load_pack("somerset"))

    note = FrameworkNote.objects.get(board__slug="somerset")

    assert note.adapted_from.startswith("Essex")
    assert (note.author, note.dated) == ("Business Manager", "November 2018")
    assert len(note.references.splitlines()) == 2


def test_agencies_of_every_sector_are_registered(ctm):
    links = ctm.agency_links.select_related("agency")

    statutory = {link.agency.sector for link in links if link.statutory}
    others = {link.agency.sector for link in links if not link.statutory}
    assert {"local_authority", "police", "health_provider"} <= statutory
    assert {"third_sector", "care_provider"} <= others
