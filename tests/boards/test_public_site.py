"""The public site of a board: the same for everybody, and nothing but what is open."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from boards.models import AccessRecord, Board
from dissemination.services.briefings import withdraw_briefing
from learning.models import SourceType
from learning.services.impact import withdraw_entry
from reviews.models import Publication
from reviews.services.publishing import withdraw
from tests import factories as make
from tests.access.routes import is_public, routes
from tests.fixtures.briefing import sections

DAY = datetime.timedelta(1)


@pytest.fixture
def side(world):
    side = world.alpha
    assert side.published_review and side.open_response
    assert side.open_briefing and side.open_impact
    return side


@pytest.fixture
def anybody(client_for):
    return client_for(None)


def at(name, *args, board="alpha"):
    return reverse(name, args=[board, *args])


def html(client, name, *args, **query):
    page = client.get(at(name, *args), query)
    assert page.status_code == 200
    return page.content.decode()


PAGES = [
    "boards:public-home",
    "boards:public-structure",
    "boards:public-search",
    "boards:public-about",
    "reviews:published",
    "dissemination:public-briefings",
    "learning:public-impact",
    "learning:public-framework",
]


@pytest.mark.requirement("SOL-5")
def test_home_leads_to_every_section_and_what_is_new(side, anybody):
    text = html(anybody, "boards:public-home")
    for name in PAGES[4:]:
        assert at(name) in text
    for title in ("Learning from a review", "Learning for everybody",
                  "More children are asked what they want"):  # fmt: skip
        assert title in text


@pytest.mark.parametrize("name", PAGES)
def test_everybody_gets_the_same_bytes_without_a_cookie(name, side, client_for):
    pages = [
        client_for(who).get(at(name), headers={"accept-language": language})
        for who in (None, side.officer, side.restricted_member)
        for language in ("en", "cy")
    ]
    assert len({page.content for page in pages}) == 1
    for page in pages:
        assert page.status_code == 200
        assert not page.cookies and "Set-Cookie" not in page.headers
        assert "Vary" not in page.headers
        assert "csrf" not in page.content.decode()
        assert "<script" not in page.content.decode()


def test_a_page_that_did_not_change_is_not_sent_again(side, anybody):
    address = at("reviews:published")
    first = anybody.get(address)
    assert "public" in first.headers["Cache-Control"]
    asked = {"if-none-match": first.headers["ETag"]}
    assert anybody.get(address, headers=asked).status_code == 304
    withdraw(publication=side.published_review.publication, by=side.officer)
    again = anybody.get(address, headers=asked)
    assert again.status_code == 200 and "Learning from a review" not in str(
        again.content
    )


def test_public_views_say_so_and_stand_below_public():
    """The middleware knows them by their address."""
    names = [name for name in routes() if is_public(name)]
    assert {*PAGES} < {*names}


def test_nobody_posts_there(side, client_for):
    for who in (None, side.officer):
        assert client_for(who).post(at("boards:public-search")).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_a_board_that_keeps_to_itself_looks_like_none(name, side, client_for):
    Board.objects.filter(slug="alpha").update(public_site=False)
    for who in (None, side.officer):
        client = client_for(who)
        off, none = client.get(at(name)), client.get(at(name, board="nowhere"))
        assert off.status_code == none.status_code == 404
        assert off.content == none.content
        assert not off.cookies and "no-store" in off.headers["Cache-Control"]


def test_members_still_see_their_structure_where_the_site_is_off(side, client_for):
    Board.objects.filter(slug="alpha").update(public_site=False)
    assert client_for(side.member).get(at("boards:structure")).status_code == 200
    assert client_for(None).get(at("boards:structure")).status_code == 404


def test_a_board_is_off_until_an_officer_opens_it(world, client_for):
    assert Board._meta.get_field("public_site").default is False
    board = world.alpha.board
    Board.objects.filter(pk=board.pk).update(public_site=False)
    officer, address = client_for(world.alpha.officer), at("boards:public-pages")
    assert "switched off" in officer.get(address).content.decode()
    sent = {"shown": "on", "contact": "office@alpha.example.org"}
    assert officer.post(address, sent).status_code == 302
    board.refresh_from_db()
    assert (board.public_site, board.public_contact) == (True, sent["contact"])
    assert "office@alpha.example.org" in html(client_for(None), "boards:public-about")
    assert board.history.latest().history_user == world.alpha.officer
    assert AccessRecord.objects.filter(action="opened public site").exists()


def test_members_find_the_public_pages_at_the_foot_of_each_page(side, client_for):
    page = client_for(side.member).get(at("boards:board")).content.decode()
    assert at("boards:public-home") in page


@pytest.mark.requirement("SOL-5")
def test_what_is_withdrawn_is_gone_everywhere_at_once(side, anybody):
    withdraw(publication=side.published_review.publication, by=side.officer)
    withdraw_briefing(briefing=side.open_briefing, by=side.officer)
    withdraw_entry(entry=side.open_impact, by=side.officer)
    _expect_gone(side, anybody)


@pytest.mark.requirement("SOL-5")
def test_what_has_a_last_day_goes_by_itself(side, anybody):
    yesterday = timezone.localdate() - DAY
    Publication.objects.update(take_down_on=timezone.localdate())
    for row in (side.open_briefing, side.open_impact):
        row.public_until = yesterday
        row.save()
    _expect_gone(side, anybody)


def _expect_gone(side, anybody):
    for name, reference in [
        ("reviews:published-one", side.published_review.reference),
        ("dissemination:public-briefing", side.open_briefing.reference),
        ("learning:public-impact-entry", side.open_impact.reference),
    ]:
        assert anybody.get(at(name, reference)).status_code == 404
    lists = ["boards:public-home", *PAGES[4:7]]
    pages = [html(anybody, name) for name in lists]
    pages += [html(anybody, "boards:public-search", q="learning children")]
    for text in pages:
        assert "Learning from a review" not in text
        assert "Learning for everybody" not in text
        assert "More children" not in text


# Groups and framework: nothing that betrays a group nobody may know of.


@pytest.mark.requirement("SOL-5")
def test_groups_are_told_with_their_functions(side, anybody):
    side.group.functions.create(function="share")
    side.group.purpose_en = "Reads every audit"
    side.group.save()
    text = html(anybody, "boards:public-structure")
    assert "Quality Group" in text and "Shares learning" in text
    assert "Reads every audit" in text
    assert side.restricted_group.name_en not in text


def test_a_purpose_that_names_a_hidden_group_is_left_out(side, anybody):
    side.group.purpose_en = f"Hears from {side.restricted_group.name_en.upper()} yearly"
    side.group.save()
    text = html(anybody, "boards:public-structure")
    assert "Quality Group" in text and "yearly" not in text
    found = html(anybody, "boards:public-search", q="yearly")
    assert "Hears from" not in found


@pytest.mark.requirement("SOL-5")
def test_the_framework_shows_each_source_with_its_attributes(side, anybody):
    row = side.source_type
    SourceType.objects.filter(pk=row.pk).update(
        what_we_learn="Whether plans work", methodology="Self-assessment",
        monitoring="Looked at each spring",
    )  # fmt: skip
    row.responsibility.set([side.group, side.restricted_group])
    text = html(anybody, "learning:public-framework")
    for words in (row.name_en, "Whether plans work", "Self-assessment",
                  "Looked at each spring", "Quality Group"):  # fmt: skip
        assert words in text
    assert side.restricted_group.name_en not in text


@pytest.mark.parametrize("how", ["kept by it", "words name it", "retired"])
def test_a_source_that_betrays_a_hidden_group_is_left_out(how, side, anybody):
    values = {
        "kept by it": {"restricted_to": side.restricted_group},
        "words name it": {"monitoring": f"To {side.restricted_group.name_en}"},
        "retired": {"retired_on": timezone.localdate()},
    }[how]
    make.SourceTypeFactory(board=side.board, name_en="Seldom learning", **values)
    assert "Seldom learning" not in html(anybody, "learning:public-framework")
    found = html(anybody, "boards:public-search", q="Seldom")
    assert "Seldom learning" not in found


# Languages.


def test_the_reader_switches_the_record_to_welsh(side, anybody):
    Board.objects.filter(slug="alpha").update(languages=["en", "cy"])
    side.group.name_cy, side.group.purpose_cy = "Grŵp Ansawdd", "Darllen archwiliadau"
    side.group.purpose_en = "Reads audits"
    side.group.save()
    english = html(anybody, "boards:public-structure")
    assert "?language=cy" in english and "Grŵp Ansawdd" not in english
    welsh = html(anybody, "boards:public-structure", language="cy")
    assert '<span lang="cy">Grŵp Ansawdd</span>' in welsh
    assert 'lang="cy"><p>Darllen archwiliadau</p>' in welsh


def test_a_briefing_offers_welsh_only_where_it_is_there(side, anybody):
    where = ("dissemination:public-briefing", side.open_briefing.reference)
    assert "?language=cy" not in html(anybody, *where)
    briefing = side.open_briefing
    briefing.title_cy, briefing.sections = "Dysgu i bawb", sections("Plans", "Cynllun")
    briefing.save()
    assert "?language=cy" in html(anybody, *where)
    assert 'lang="cy"' in html(anybody, "dissemination:public-briefings")
    assert "Cynllun" in html(anybody, *where, language="cy")


# Search.


@pytest.mark.requirement("SOL-5")
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("circumstance", "Learning from a review"),
        ("reviewing plan", "Learning from a review"),
        ("ten days", "Learning from a review"),
        ("everybody", "Learning for everybody"),
        ("listening", "More children are asked what they want"),
        ('"somebody listened"', "More children are asked what they want"),
        ("Quality", "Quality Group"),
    ],
)
def test_search_finds_what_is_published(words, title, side, anybody):
    assert title in html(anybody, "boards:public-search", q=words)


def test_search_reads_the_boxes_of_a_briefing_in_both_languages(side, anybody):
    briefing = side.open_briefing
    briefing.title_cy = "Dysgu i bawb"
    briefing.sections = sections("Sharing worries\nearly", "Rhannu pryderon\nyn gynnar")
    briefing.save()
    for words in ("early", "worry", "pryderon", "gynnar"):
        assert "Learning for everybody" in html(
            anybody, "boards:public-search", q=words
        )


def test_search_finds_nothing_closed_and_helps(side, anybody):
    assert side.decided_review and side.impact_draft and side.briefing
    for words in ("canary", "Draft briefing", "Not told", "unpublished"):
        text = html(anybody, "boards:public-search", q=words)
        assert "Nothing that is published has these words" in text
        assert "Use fewer words" in text


def test_search_looks_in_one_section(side, anybody):
    text = html(anybody, "boards:public-search", q="learning", section="briefings")
    assert "Learning for everybody" in text and "Learning from a review" not in text
    text = html(anybody, "boards:public-search", q="learning", section="nowhere")
    assert "Learning from a review" in text


@pytest.mark.parametrize("words", ["'", '"', "\\", "& | !", "a" * 500, "<b>", "the"])
def test_search_survives_any_words(words, side, anybody):
    assert "<b>" not in html(anybody, "boards:public-search", q=words)


def test_search_is_of_this_board_only(world, anybody):
    assert world.beta.published_review and world.beta.open_impact
    text = html(anybody, "boards:public-search", q="learning children")
    assert "Learning from a review" not in text and "More children" not in text


@pytest.mark.parametrize("name", [*PAGES[:1], *PAGES[4:7]])
def test_lists_ask_the_same_of_few_and_many(
    name, side, anybody, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        anybody.get(at(name))
    for number in range(30):
        make_open(side, number)
    with django_assert_max_num_queries(len(few)):
        anybody.get(at(name))


def make_open(side, number):
    """Another published review, briefing and change."""
    for name in ("published_review", "open_briefing", "open_impact"):
        side.__dict__.pop(name, None)
    assert side.published_review and side.open_briefing and side.open_impact


def test_the_middleware_stands_before_sessions():
    names = settings.MIDDLEWARE
    mine = names.index("boards.public_middleware.PublicPagesMiddleware")
    assert mine < names.index("django.contrib.sessions.middleware.SessionMiddleware")
