"""Themes of a source: suggestions a person confirms or declines, passages pasted."""

import pytest
from django.urls import reverse

from learning.models import ThemeTag
from tests import factories as make


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def source(side):
    found = side.review.source
    found.summary = "Work was handed over at night"
    found.save()
    side.finding.text = "Plans were handed over without a word"
    side.finding.save()
    assert side.theme
    return found


def address(source):
    return reverse("learning:source-themes", args=["alpha", source.reference])


def offered(page):
    return [[one.theme for one in place.offered] for place in page.context["places"]]


@pytest.mark.requirement("CTM-47")
def test_a_person_confirms_or_declines_what_words_suggest(side, source, client_for):
    client = client_for(side.officer)
    page = client.get(address(source))
    assert offered(page) == [[side.theme], [side.theme]]
    assert "The text says: handed over" in page.content.decode()
    assert not ThemeTag.objects.exists()
    picks = [f"0-{side.theme.pk}", f"{side.finding.pk}-{side.theme.pk}"]

    client.post(address(source), {"pick": picks[1:], "decide": "confirm"})
    client.post(address(source), {"pick": picks, "decide": "decline"})

    tags = {
        tag.finding: (tag.state, tag.matched, tag.by) for tag in ThemeTag.objects.all()
    }
    assert tags == {
        None: ("declined", "handed over", side.officer),
        side.finding: ("confirmed", "handed over", side.officer),
    }
    assert offered(client.get(address(source))) == [[], []]
    findings = reverse("learning:findings", args=["alpha", source.reference])
    assert side.theme.get_absolute_url() in client.get(findings).content.decode()


def test_nothing_ticked_or_nonsense_says_so(side, source, client_for):
    client = client_for(side.officer)
    for picks in ([], ["x"], ["0-99999"], ["99-1"]):
        answer = client.post(
            address(source), {"pick": picks, "decide": "confirm"}, follow=True
        )
        assert "Tick at least one suggestion" in answer.content.decode()
    assert client.post(address(source), {"decide": "x"}).status_code == 200
    assert not ThemeTag.objects.exists()


def test_a_passage_is_pasted_and_screened(side, source, client_for):
    client = client_for(side.officer)
    data = {"theme": side.theme.pk, "place": "source", "passage": "  Nobody rang.  "}

    client.post(address(source), data)
    client.post(address(source), data)

    made = ThemeTag.objects.get()
    assert (made.passage, made.finding, made.matched) == ("Nobody rang.", None, "")
    named = {**data, "passage": "NHS 943 476 5919 was rung"}
    page = client.post(address(source), named)
    assert "This could identify somebody" in page.content.decode()
    assert "NHS 943 476 5919 was rung" in page.content.decode()
    assert ThemeTag.objects.count() == 1


def test_a_theme_is_added_by_hand_and_taken_off(side, source, client_for):
    client = client_for(side.officer)
    data = {"theme": side.other_theme.pk, "place": side.finding.pk, "passage": ""}
    client.post(address(source), data)
    made = ThemeTag.objects.get()
    assert (made.finding, made.theme) == (side.finding, side.other_theme)

    client.post(
        reverse(
            "learning:source-theme-remove", args=["alpha", source.reference, made.pk]
        )
    )

    made.refresh_from_db()
    assert made.state == "declined"


def test_the_panel_says_themes_and_a_reader_reads_them(world, side, client_for):
    source = side.review.source
    reviewer = make.UserFactory()
    make.MembershipFactory(user=reviewer, board=side.board, role="reviewer")
    side.review.panel.create(user=reviewer, role="member", appointed_by=side.officer)
    source.audience = "board"
    source.save()
    data = {"theme": side.theme.pk, "place": "source"}

    assert client_for(reviewer).post(address(source), data).status_code == 302
    reader = client_for(side.member)
    page = reader.get(address(source))
    assert page.context["form"] is None and "Take off" not in page.content.decode()
    assert side.theme.name in page.content.decode()
    assert reader.post(address(source), data).status_code == 403


def test_a_foreign_theme_or_finding_is_no_choice(world, side, source, client_for):
    client = client_for(side.officer)
    other = make.FindingFactory(source=side.source)
    for data in (
        {"theme": world.beta.theme.pk, "place": "source"},
        {"theme": side.theme.pk, "place": other.pk},
    ):
        assert client.post(address(source), data).context["form"].errors
    assert not ThemeTag.objects.exists()


def test_a_sources_page_asks_the_same_of_3_and_of_25(
    side, client_for, django_assert_max_num_queries
):
    client, counts = client_for(side.officer), set()
    for number in (3, 22):
        for _row in range(number):
            theme = make.ThemeFactory(board=side.board)
            finding = make.FindingFactory(source=side.source, title=theme.name_en)
            make.ThemeTagFactory(theme=side.theme, finding=finding)
        client.get(address(side.source))
        with django_assert_max_num_queries(12) as asked:
            client.get(address(side.source))
        counts.add(len(asked))
    assert len(counts) == 1
