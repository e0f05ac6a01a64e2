"""What the screen finds in free text, what it lets be, and how a form asks."""

import time
import tomllib
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from boards.crispy import form_helper
from boards.forms import ScopedForm
from learning.forms.screening import CONFIRM, ScreenedForm
from learning.identifiers import Kind, found_in
from tests import factories as make

WORDS = Path(settings.BASE_DIR) / "lif_portal/demo/words"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("NHS 943 476 5919 was seen", Kind.NHS_NUMBER, "943 476 5919"),
        ("number 9434765919.", Kind.NHS_NUMBER, "9434765919"),
        ("DOB 12/03/2014", Kind.BIRTH, "DOB 12/03/2014"),
        ("born on 3rd March 2014", Kind.BIRTH, "born on 3rd March 2014"),
        ("lives at CF37 1AB now", Kind.POSTCODE, "CF37 1AB"),
        ("stays at 14 High Street now", Kind.ADDRESS, "14 High Street"),
        ("moved to 3 Heol Fawr then", Kind.ADDRESS, "3 Heol Fawr"),
        ("ring 020 7946 0958", Kind.TELEPHONE, "020 7946 0958"),
        ("ring 07700 900123", Kind.TELEPHONE, "07700 900123"),
        ("write to a.b@example.org", Kind.E_MAIL, "a.b@example.org"),
        ("then Mrs Llewellyn came", Kind.NAME, "Mrs Llewellyn"),
        ("a child called Alys was seen", Kind.NAME, "called Alys"),
        ("the worker met John Smith at home", Kind.NAME, "John Smith"),
    ],
)
def test_finds_what_could_identify_somebody(text, kind, words):
    assert [(hit.kind, hit.words) for hit in found_in(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "943 476 5918 fails its check digit",
        "The Joint Review Group met on 12 March 2026.",
        "Reference CPR-2026-K7Q2, year 2024-25, 9 of 11 teams, 214 people",
        "A named lead from seventeen, one passport the person owns",
        "The shops of High Street and the club in Station Road took part",
        "Working Together 2023 asks for it. Partners Agree.",
    ],
)
def test_lets_plain_words_be(text):
    assert found_in(text) == []


def test_a_very_long_word_is_looked_through_at_once():
    start = time.process_time()
    assert found_in("x" * 100_001 + " a.b@example.org")
    assert time.process_time() - start < 5


def test_the_name_of_an_agency_is_nobody():
    text = "Staff of Rhondda Valley Carers were asked"
    assert found_in(text)
    assert found_in(text, known=["Rhondda Valley Carers"]) == []


@pytest.mark.parametrize("bank", ["topics", "sources", "subjects", "narratives"])
def test_the_demo_identifies_nobody(bank):
    found = []
    for text in _texts(tomllib.loads((WORDS / f"{bank}.toml").read_text("utf-8"))):
        found += found_in(text)
    assert found == []


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


class Note(ScreenedForm, ScopedForm):
    text = forms.CharField(widget=forms.Textarea)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


def test_a_form_asks_once_and_keeps_what_was_typed(db):
    user = make.UserFactory()
    form = Note({"text": "Mrs Llewellyn came"}, user=user)
    assert not form.is_valid()
    assert "Mrs Llewellyn" in form.errors["text"][0]
    assert form["text"].value() == "Mrs Llewellyn came"
    mark = form.fields[CONFIRM].widget.attrs["value"]
    again = Note({"text": "Mrs Llewellyn came", CONFIRM: mark}, user=user)
    assert again.is_valid()
    other = Note({"text": "Mrs Llewellyn and Mr Rees", CONFIRM: mark}, user=user)
    assert not other.is_valid()


def test_a_form_says_nothing_of_plain_words(db):
    form = Note({"text": "Plans did not change"}, user=make.UserFactory())
    assert form.is_valid()
    assert CONFIRM not in form.fields
