"""No page breaks on what a hostile hand sends: addresses, queries, forms."""

import re
from binascii import crc32
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import NoReverseMatch, resolve, reverse

from tests.access.routes import matrix
from tests.access.test_matrix import _expected, _get_row, _kwargs
from tests.access.thorough import THOROUGH

ROWS = matrix()
NUL, LONG, MARKUP = "a\x00b", "x" * 100_001, "<script>{{ 7|add:1 }}</script>"
HUGE, LONE = "9" * 30, "\ud800"
DAY, LAST = "0001-01-01", "9999-12-31"
HOSTILE = [NUL, LONG, MARKUP, HUGE, LONE, "٣", DAY]
ASKED = [NUL, MARKUP, HUGE, LONE, "-1", DAY, LAST]
IS_DAY = re.compile(r"_on|day|date|_to|_from|month|year|version|number|_[012]$")
KWARGS = [NUL, HUGE, "x" * 300, "9999-99-99", "\r\nX: y"]
QUERY = {
    "page",
    "sort",
    "as",
    "q",
    "next",
    "state",
    "agency",
    "year",
    "kind",
    "group",
    "questionnaire",
}
SENT = set()
# How many values each name gets of those there are; where a page begins among them
# depends on its name, so that names many pages share get every value somewhere.
TURNS_ASKED, TURNS_SENT, PARTS_TRIED = (3, 4, 5) if THOROUGH else (1, 1, 1)
TYPED = {"text", "email", "search", "number", "hidden", "url", "textarea", "tel"}


class Forms(HTMLParser):
    """The forms of a page as a browser would send them, and its links' queries."""

    def __init__(self, page):
        super().__init__()
        self.posts, self.asked, self.form, self.select = [], set(), None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = {key: value or "" for key, value in attrs}
        name = said.get("name")
        if tag == "a":
            query = urlsplit(said.get("href", "")).query
            self.asked |= {key for key, _value in parse_qsl(query)}
        elif tag == "form":
            self.form = {"to": said.get("action", ""), "sent": {}, "typed": []}
            self._start(said.get("method", "get").lower())
        elif self.form is not None and tag == "select" and name:
            self.select = name
            self.form["sent"].setdefault(name, [])
        elif tag == "option" and self.form is not None and self.select:
            if said.get("value") and not self.form["sent"][self.select]:
                self.form["sent"][self.select] = [said["value"]]
        elif self.form is not None and name and tag in {"input", "textarea", "button"}:
            self._field(name, said, tag)

    def _start(self, method):
        if method == "post":
            self.posts.append(self.form)
        else:
            self.form["query"] = True

    def _field(self, name, said, tag):
        kind = said.get("type", "text") if tag == "input" else tag
        if self.form.get("query"):
            self.asked.add(name)
        if kind == "file" or name == "csrfmiddlewaretoken":
            return
        sent = self.form["sent"].setdefault(name, [])
        if kind in TYPED:
            self.form["typed"].append(name)
            sent.append(said.get("value") or "1")
        elif not sent:
            sent.append(said.get("value", "on"))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None


def tried(send, *args, **kwargs):
    """What broke, or nothing; what was written is undone."""
    try:
        with transaction.atomic():
            response = send(*args, **kwargs)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is a finding
        return f"{type(problem).__name__}: {problem}"[:300]
    if response.status_code >= 500:
        return str(response.status_code)
    return "markup unescaped" if MARKUP.encode() in body else ""


def page_of(client, address):
    response = client.get(address)
    text = "" if response.streaming else response.content.decode("utf-8", "replace")
    return Forms(text)


def queries(name, row, side, client, page):
    """Every query the page knows, each with the same hostile value."""
    address, asked = reverse(name, kwargs=_kwargs(row, side)), page.asked
    keys = QUERY | asked
    for turn in range(TURNS_ASKED if asked else 1):
        query = dealt(sorted(keys), ASKED, turn, name)
        yield f"?{turn}", client.get, address, query


def addresses(name, row, side, client, page):
    """The page's address with one part hostile at a time."""
    right = _kwargs(row, side)
    for key in right:
        # Every page asks for its board in the same place: one is enough.
        for value in some_of(KWARGS, 1 if key == "board" else PARTS_TRIED, name + key):
            try:
                address = reverse(name, kwargs=right | {key: value})
            except NoReverseMatch:
                continue
            # One lookup serves both ways.
            send = client.post if row.get("post_only") else client.get
            yield f"{key}={value[:9]!r}", send, address, {}


def posts(name, row, side, client, page):
    """Every form of the page, and a bare hostile one, sent to it."""
    address = reverse(name, kwargs=_kwargs(row, side))
    bare = dealt([*sorted(QUERY), "text", "name", "level"], HOSTILE, 0, name)
    yield "bare", client.post, address, bare
    for form in page.posts:
        to = urlsplit(form["to"]).path or address
        if to.startswith("/accounts/") or not first_of(to, form):  # signs out
            continue
        if THOROUGH:
            yield f"{to} untouched", client.post, to, form["sent"]
        for turn in range(TURNS_SENT):
            data = dealt(form["sent"], HOSTILE, turn, to)
            yield f"{to} all {turn}", client.post, to, data
        ways = [(NUL, form["typed"]), (DAY, days_of(form))]
        for value, typed in ways if THOROUGH else some_of(ways, 1, to):
            some = dict.fromkeys(typed, [sent(value)])
            yield f"{to} typed={value[:20]!r}", client.post, to, form["sent"] | some


def some_of(values, count, name) -> list:
    """So many of the values, others for another name."""
    start = crc32(name.encode())
    return [values[(start + place) % len(values)] for place in range(count)]


def dealt(keys, values, turn, name) -> dict:
    """A hostile value for each name: the next one to each, others each turn."""
    step = crc32(name.encode()) + 2 * turn
    return {
        key: [sent(values[(place + step) % len(values)])]
        for place, key in enumerate(keys)
    }


def days_of(form):
    return [key for key in form["typed"] if IS_DAY.search(key)]


def first_of(to, form) -> bool:
    """Whether a form like it was not sent yet: a list has one beside every row, and
    many pages carry the same one."""
    alike = resolve(to).view_name, frozenset(form["sent"])
    new = alike not in SENT
    SENT.add(alike)
    return new


def sent(value):
    return value.encode("utf-8", "surrogatepass")


PARTS = sorted({name.partition("-")[0] for name in ROWS})


@pytest.mark.parametrize("part", PARTS)
@override_settings(ACCOUNT_RATE_LIMITS={})
def test_nothing_breaks(part, world, client_for):
    side = world.alpha
    broken = {
        (name, who, what, problem)
        for name in ROWS
        if name.partition("-")[0] == part
        for who in [asker(ROWS[name])]
        for client in [client_for(getattr(side, who))]
        for page in [page_of(client, reverse(name, kwargs=_kwargs(ROWS[name], side)))]
        for hostile in (queries, addresses, posts)
        for what, send, address, data in hostile(name, ROWS[name], side, client, page)
        if (problem := tried(send, address, data))
    }
    assert broken == set()


def asker(row) -> str:
    """Who sends it: the first who gets in. Others get the same code."""
    asked = [said for said in (_get_row(row), row.get("post")) if said]
    for who in ("officer", "lead", "executive", "chair"):
        if any(_expected(said, who) in {200, 302} for said in asked):
            return who
    return "officer"
