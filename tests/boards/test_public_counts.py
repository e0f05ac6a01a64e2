"""How often public pages are read: a page, a day, a number, and nothing of anybody."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.urls import reverse

from boards import public_middleware
from boards.models import PageCount
from boards.services.public_site import count_view
from tests.factories import BoardFactory

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def at(name, *args, board="alpha"):
    return reverse(name, args=[board, *args])


@pytest.fixture
def anybody(client_for):
    return client_for(None)


@pytest.fixture
def side(world):
    return world.alpha


def counted(board):
    rows = PageCount.objects.filter(board=board)
    return {row.page: row.views for row in rows}


@pytest.mark.requirement("SOL-29")
def test_each_opening_adds_one_to_its_page_of_the_day(side, anybody):
    reference = side.published_review.reference
    for _time in range(3):
        anybody.get(at("boards:public-home"))
    anybody.get(at("reviews:published-one", reference))
    anybody.get(at("boards:public-search"), {"q": "words nobody may keep"})
    page = f"reviews/{reference}/"
    assert counted(side.board) == {"": 3, page: 1, "search/": 1}
    with time_machine.travel(datetime.datetime(2030, 5, 5, 12, tzinfo=datetime.UTC)):
        anybody.get(at("boards:public-home"))
    day = PageCount.objects.get(board=side.board, page="", day="2030-05-05")
    assert (day.views, day.section) == (1, "home")


@pytest.mark.requirement("SOL-29")
def test_nothing_of_the_reader_is_kept(side, client_for):
    client = client_for(side.officer)
    client.get(
        at("boards:public-home"),
        headers={"user-agent": BROWSER, "referer": "https://elsewhere.example"},
        REMOTE_ADDR="203.0.113.9",
    )
    kept = PageCount.objects.values().get()
    assert {*kept} == {"id", "board_id", "section", "page", "day", "views"}
    assert not hasattr(PageCount, "history")


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": BROWSER, "sec-purpose": "prefetch"},
    ],
)
def test_robots_that_say_so_are_not_counted(headers, side, anybody):
    assert anybody.get(at("boards:public-home"), headers=headers).status_code == 200
    assert counted(side.board) == {}


def test_a_page_that_is_not_there_is_not_counted(side, anybody):
    anybody.get(at("reviews:published-one", "REV-NOTHERE"))
    anybody.head(at("boards:public-home"))
    assert counted(side.board) == {}


def test_a_page_asked_for_again_unchanged_counts_too(side, anybody):
    first = anybody.get(at("boards:public-home"))
    asked = {"if-none-match": first.headers["ETag"]}
    assert anybody.get(at("boards:public-home"), headers=asked).status_code == 304
    assert counted(side.board) == {"": 2}


def test_a_page_is_shown_even_where_counting_fails(side, anybody, monkeypatch):
    def broken(**_words):
        raise DatabaseError("full")

    monkeypatch.setattr(public_middleware, "count_view", broken)
    assert anybody.get(at("boards:public-home")).status_code == 200


def test_counting_takes_one_statement(side, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as asked:  # with its savepoint
        count_view(board=side.board, section="home", page="")
    assert len([one for one in asked if "page" in one["sql"].casefold()]) == 1


@pytest.mark.requirement("SOL-29")
@pytest.mark.django_db(transaction=True)
def test_any_number_at_once_add_up():
    board = BoardFactory(slug="busy")

    def open_pages(number):
        try:
            for _time in range(10):
                count_view(board=board, section="home", page=f"{number % 2}/")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as many:
        list(many.map(open_pages, range(12)))
    assert counted(board) == {"0/": 60, "1/": 60}


# What the officers see.


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


def add(board, page, day, views, section="reviews"):
    return PageCount.objects.create(
        board=board, section=section, page=page, day=day, views=views
    )


@pytest.fixture
def half_a_year(side, world):
    page = f"reviews/{side.published_review.reference}/"
    add(side.board, page, "2026-05-01", 3)
    add(side.board, page, "2026-05-31", 4)
    add(side.board, page, "2026-06-01", 20)
    add(side.board, "reviews/REV-GONE/", "2026-05-09", 5)
    add(side.board, "", "2026-05-09", 50, section="home")
    add(world.beta.board, "reviews/FOREIGN/", "2026-05-09", 1000)
    return page


def shown(page):
    return [
        (row["name"], row["month"].month, row["total"]) for row in page.context["rows"]
    ]


@pytest.mark.requirement("SOL-29")
def test_officers_read_the_counts_by_page_and_month(half_a_year, officer):
    page = officer.get(at("boards:public-counts"))
    assert shown(page) == [
        ("Learning from a review", 6, 20),
        ("Home", 5, 50),
        ("Learning from a review", 5, 7),
        ("No longer published", 5, 5),
    ]
    text = page.content.decode()
    assert "Opened 82 times" in text and "FOREIGN" not in text
    assert "no address, no kind of browser" in text


@pytest.mark.parametrize(
    ("query", "totals"),
    [
        ({"section": "reviews"}, [20, 7, 5]),
        ({"q": "gone"}, [5]),
        ({"since": "2026-06-01"}, [20]),
        ({"until": "2026-05-08"}, [3]),
        ({"since": "never", "section": "no such"}, [20, 50, 7, 5]),
        ({"sort": "views"}, [50, 20, 7, 5]),
        ({"sort": "-views"}, [5, 7, 20, 50]),
        ({"q": "nothing has this"}, []),
    ],
)
def test_counts_are_filtered_and_sorted(query, totals, half_a_year, officer):
    page = officer.get(at("boards:public-counts"), query)
    assert [row["total"] for row in page.context["rows"]] == totals


def test_counts_are_exported_as_shown(half_a_year, officer):
    page = officer.get(at("boards:public-counts"), {"section": "reviews", "as": "csv"})
    lines = page.content.decode().splitlines()
    assert len(lines) == 4 and half_a_year in lines[1]
    sheet = officer.get(at("boards:public-counts"), {"as": "xlsx"})
    assert sheet.content.startswith(b"PK")


def test_counts_ask_the_same_of_few_and_many(
    side, half_a_year, officer, django_assert_max_num_queries
):
    officer.get(at("boards:public-counts"))
    with django_assert_max_num_queries(20) as few:
        officer.get(at("boards:public-counts"))
    for number in range(300):
        add(side.board, f"reviews/{number}/", "2026-07-01", number)
    with django_assert_max_num_queries(len(few)):
        page = officer.get(at("boards:public-counts"))
    assert len(page.context["rows"]) == 25 and len(few) <= 14


@pytest.mark.parametrize("who", ["member", "lead", "chair", "practitioner"])
def test_only_officers_read_the_counts(who, side, client_for):
    client = client_for(getattr(side, who))
    assert client.get(at("boards:public-counts")).status_code == 403
