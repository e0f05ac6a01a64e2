"""The list of themes and the page of one: counts of what each person may know of."""

import csv
import datetime
from io import StringIO

import pytest
from django.urls import reverse

from learning.models import Theme
from tests import factories as make
from tests.learning.test_views_framework import form_data


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


def line_of(client, theme, **asked):
    lines = client.get(at("themes"), asked).context["page"].object_list
    return next(line for line in lines if line.theme == theme)


def seen(side, **changes):
    """The theme on good practice of an open source raised in 2024."""
    source = make.LearningSourceFactory(
        board=side.board, opened_on=datetime.date(2024, 5, 1), strand="child", **changes
    )
    finding = make.FindingFactory(source=source, kind="good_practice")
    return make.ThemeTagFactory(theme=side.theme, finding=finding)


@pytest.mark.requirement("CTM-47")
def test_counts_are_of_what_the_person_may_know_of(side, client_for):
    assert side.theme_tag and side.open_theme_tag and side.theme_passages
    seen(side)
    counts = {}
    for who in ("officer", "member", "restricted_member"):
        line = line_of(client_for(getattr(side, who)), side.theme)
        counts[who] = (line.sources, line.findings, line.good, line.passages)

    assert counts == {
        "officer": (3, 2, 1, 1), "member": (2, 1, 1, 0),
        "restricted_member": (3, 1, 1, 1),
    }  # fmt: skip


def test_the_list_counts_open_actions_and_opens_them(side, as_officer):
    assert side.theme_tag
    side.recommendation.findings.set([side.finding])
    make.ActionFactory(plan=side.plan, finding=side.finding, status="done")
    both = make.ActionFactory(
        plan=side.plan, finding=side.finding, recommendation=side.recommendation
    )

    (counted,) = [
        one for one in line_of(as_officer, side.theme).others if "Open" in one["label"]
    ]

    rows = as_officer.get(counted["url"]).context["rows"]
    assert counted["number"] == len(rows) == 2
    assert {row.pk for row, *_cells in rows} == {side.action.pk, both.pk}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "negl"}, ["Neglect"]),
        ({"q": "handed"}, ["Handover"]),
        ({"q": "zzz"}, []),
        ({"state": "left"}, ["Old words"]),
        ({"state": "all", "sort": "-name"}, ["Old words", "Neglect", "Handover"]),
        ({"sort": "-sources"}, ["Handover", "Neglect"]),
        ({"sort": "last"}, ["Neglect", "Handover"]),
        ({"state": "nonsense", "sort": "-actions"}, ["Handover", "Neglect"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(side, as_officer, asked, expected):
    assert side.open_theme_tag and side.other_theme
    make.ThemeFactory(
        board=side.board, name_en="Old words", retired_on=datetime.date(2026, 1, 1)
    )

    lines = as_officer.get(at("themes"), asked).context["page"].object_list

    assert [line.theme.name_en for line in lines] == expected


def test_a_strand_counts_its_own_sources(side, as_officer):
    seen(side)

    assert line_of(as_officer, side.theme, strand="child").sources == 1
    assert line_of(as_officer, side.theme, strand="adult").sources == 0


def test_the_list_is_exported(side, as_officer):
    assert side.open_theme_tag
    file = as_officer.get(at("themes"), {"as": "csv"})
    head, row = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))[:2]
    said = dict(zip(head, row, strict=True))
    assert said["Other words for it"] == "handed over"
    assert (said["Sources"], said["Open actions"]) == ("1", "0")


def test_lists_ask_the_same_of_3_and_of_300(
    side, as_officer, django_assert_max_num_queries
):
    pages, counts = (at("themes"), at("theme", side.theme.pk)), {}
    for number in (3, 297):
        for _row in range(number):
            theme = make.ThemeFactory(board=side.board)
            finding = make.FindingFactory(source=side.source, agency=side.agency)
            for each in (theme, side.theme):
                make.ThemeTagFactory(theme=each, finding=finding, by=side.officer)
        for page in pages:
            as_officer.get(page)  # now and then it also extends the session
            with django_assert_max_num_queries(12) as asked:
                as_officer.get(page)
            counts.setdefault(page, set()).add(len(asked))
    assert [len(found) for found in counts.values()] == [1, 1]


@pytest.mark.requirement("CTM-47")
def test_a_page_says_where_a_theme_was_seen_year_by_year(side, as_officer):
    assert side.open_theme_tag
    tag = seen(side)

    page = as_officer.get(at("theme", side.theme.pk))

    years = [
        (row["year"], row["sources"], row["good"]) for row in page.context["years"]
    ]
    assert years == [(2026, 1, 0), (2024, 1, 1)]
    assert tag.finding.title in page.content.decode()
    asked = {"year": "2024", "kind": "good_practice"}
    narrowed = as_officer.get(at("theme", side.theme.pk), asked)
    assert list(narrowed.context["page"].object_list) == [tag]
    file = as_officer.get(at("theme", side.theme.pk), {**asked, "as": "csv"})
    assert len(file.content.decode().splitlines()) == 2


def test_a_theme_is_added_and_reworded_with_a_version(side, as_officer):
    words = {"name_en": "Drift", "definition": "Plans stand still", "synonyms": "delay"}
    data = form_data(as_officer.get(at("theme-add")), **words)
    for _time in range(2):
        as_officer.post(at("theme-add"), data)
    made = Theme.objects.get(name_en="Drift")
    assert made.synonyms == ["delay"]
    address = at("theme-edit", made.pk)
    first = form_data(as_officer.get(address), definition="First")
    second = form_data(as_officer.get(address), definition="Second")
    as_officer.post(address, first)

    page = as_officer.post(address, second)

    assert [d["theirs"] for d in page.context["form"].differences] == ["First"]
    said = as_officer.get(at("theme", made.pk)).context["events"]
    assert [event["title"] for event in said] == ["Changed", "Added"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_en": "neglect"}, "name_en"),
        ({"synonyms": "Handed over"}, "synonyms"),
        ({"synonyms": "x" * 81}, "synonyms"),
        ({"national_code": "7"}, "national_list"),
        ({"definition": "Born 1.2.2011, NHS 943 476 5919"}, "definition"),
    ],
)
def test_one_word_leads_to_one_theme(side, as_officer, changes, field):
    assert side.theme and side.other_theme
    page = as_officer.get(at("theme-add"))

    answer = as_officer.post(
        at("theme-add"), form_data(page, **{"name_en": "Drift", **changes})
    )

    assert list(answer.context["form"].errors) == [field]
    assert not Theme.objects.filter(name_en="Drift").exists()


def test_a_theme_is_retired_and_used_again(side, as_officer):
    address = at("theme-retire", side.theme.pk)
    for version, retired in ((1, True), (1, True), (2, False)):
        as_officer.post(address, {"version": version})
        side.theme.refresh_from_db()
        assert (side.theme.retired_on is not None) is retired


def test_merging_asks_with_counts_first(side, as_officer):
    assert side.open_theme_tag
    address = at("theme-merge", side.theme.pk)
    choose = as_officer.get(address).content.decode()
    assert "Neglect" not in choose or side.other_theme
    into = side.other_theme

    page = as_officer.get(address, {"into": into.pk})
    assert [line.sources for line in page.context["lines"]] == [1, 0]
    as_officer.post(address, {"into": into.pk, "version": side.theme.version})

    side.open_theme_tag.refresh_from_db()
    assert side.open_theme_tag.theme == into
    events = as_officer.get(at("theme", into.pk)).context["events"]
    assert any("was merged into it" in event["title"] for event in events)
    old = as_officer.get(at("theme", side.theme.pk)).content.decode()
    assert "Everything tagged with it is now under Neglect" in old
    assert as_officer.get(at("theme-edit", side.theme.pk)).status_code == 404


def test_merging_into_nothing_or_a_foreign_theme_changes_nothing(
    world, side, as_officer
):
    address = at("theme-merge", side.theme.pk)
    for into in ("", "x", world.beta.theme.pk, side.theme.pk):
        page = as_officer.post(address, {"into": into, "version": 1})
        assert page.status_code == 200
    side.theme.refresh_from_db()
    assert side.theme.is_current


def test_splitting_offers_only_tags_the_person_may_see(side, as_officer):
    assert side.theme_passages
    tag = seen(side)
    page = as_officer.get(at("theme-split", side.theme.pk))
    offered = dict(page.context["form"].fields["tags"].choices)
    hidden = side.theme_passages[1]
    assert str(tag.pk) in offered and str(hidden.pk) not in offered

    data = form_data(page, name_en="Night handover", tags=[tag.pk])
    as_officer.post(
        at("theme-split", side.theme.pk), {**data, "synonyms": "handed over"}
    )

    made = Theme.objects.get(name_en="Night handover")
    assert [each.pk for each in made.tags.all()] == [tag.pk]
    events = as_officer.get(at("theme", side.theme.pk)).context["events"]
    assert any("Night handover was split off it" in e["title"] for e in events)
