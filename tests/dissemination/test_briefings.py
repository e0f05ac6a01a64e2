"""Briefings: begun from findings, written, shared, opened by two people, read."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from boards.models import Board
from dissemination.models import Briefing, UnsavedBriefing
from dissemination.services.briefings import (
    open_briefing,
    share_briefing,
    withdraw_briefing,
    write_briefing,
)
from learning.models import ReportTemplate
from tests import factories as make
from tests.fixtures.briefing import HEADINGS, BriefingFactory, sections

DAY = datetime.timedelta(days=1)


@pytest.fixture
def side(world):
    assert world.alpha.briefing_headings
    return world.alpha


@pytest.fixture
def welsh(side):
    Board.objects.filter(pk=side.board.pk).update(languages=["en", "cy"])
    side.board.refresh_from_db()
    return side


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


def html(client, *address):
    return client.get(url(*address)).content.decode()


def opened(side, briefing=None):
    briefing = briefing or side.shared_briefing
    return open_briefing(
        briefing=briefing, version=briefing.version, note="", until=None, by=side.chair
    )


def words(briefing, **boxes):
    """What a browser posts: the form as it stands, with some boxes changed."""
    sent = {"title_en": briefing.title_en, "version": briefing.version}
    for section in briefing.sections:
        sent[f"{section['key']}_en"] = section["text_en"]
        sent[f"{section['key']}_cy"] = section["text_cy"]
    return sent | {"title_cy": briefing.title_cy} | boxes


@pytest.mark.requirement("SOL-36")
def test_boxes_begin_with_the_words_of_chosen_findings(side, client_for):
    lesson = make.FindingFactory(source=side.source, text="Ask twice")
    good = make.FindingFactory(
        source=side.source, kind="good_practice", text="School rang at once"
    )
    left = make.FindingFactory(source=side.source, text="Not chosen")
    asked = make.RecommendationFactory(source=side.source, text="Train the teams")
    asked.findings.add(lesson)
    client = client_for(side.officer)
    page = client.get(url(side, "briefing-new-from", side.source.reference))
    token = page.context["form"].initial["sent_once"]
    sent = {
        "kind": "seven_minute",
        "title": "Asking twice",
        "group": side.group.pk,
        "findings": [lesson.pk, good.pk],
        "sent_once": token,
    }
    for _again in range(2):
        answer = client.post(page.request["PATH_INFO"], sent)
    made = Briefing.objects.get(title_en="Asking twice")
    texts = {s["heading_en"]: s["text_en"] for s in made.sections}
    assert answer.url == url(side, "briefing-edit", made.reference)
    assert list(texts) == HEADINGS
    assert texts["What we found"] == "• Ask twice"
    assert texts["Good practice"] == "• School rang at once"
    assert texts["What to do now"] == "• Train the teams"
    assert left.text not in str(made.sections)


def test_headings_are_the_boards_own(side, client_for):
    client = client_for(side.officer)
    page = client.get(url(side, "briefing-headings", "seven_minute"))
    sent = {name: page.context["form"].initial.get(name) or "" for name in
            page.context["form"].fields}  # fmt: skip
    sent |= {"en_3": "The story so far", "starts_3": "lessons"}
    first = client.post(page.request["PATH_INFO"], sent)
    again = client.post(page.request["PATH_INFO"], sent | {"en_3": "Other"})
    kept = ReportTemplate.objects.get(board=side.board, key="seven_minute_briefing")
    assert first.status_code == 302
    assert kept.sections[2] == {"en": "The story so far", "cy": "", "starts": "lessons"}
    assert "Somebody else changed this" in again.content.decode()
    assert side.briefing.sections[2]["heading_en"] == "What happened"


def test_a_note_on_an_audit_has_its_own_headings(side, client_for):
    client = client_for(side.chair)
    sent = {
        "kind": "audit_note",
        "title": "What the audit taught",
        "group": side.group.pk,
        "sent_once": "0e63a7a0-9a4a-4d3e-8a42-1dc7c0d8a001",
    }
    client.post(url(side, "briefing-new-blank"), sent)
    made = Briefing.objects.get(kind="audit_note")
    assert [s["heading_en"] for s in made.sections][-1] == "What needs to improve"


def test_saving_writes_boxes_and_forgets_what_was_kept(side, client_for):
    client, draft = client_for(side.officer), side.briefing
    sent = words(draft, b1_en="Three reviews said so.")
    kept = client.post(url(side, "briefing-words", draft.reference), sent)
    taken_up = html(client, side, "briefing-edit", draft.reference)
    saved = client.post(url(side, "briefing-edit", draft.reference), sent)
    draft.refresh_from_db()
    assert kept.json()["state"] == "draft"
    assert "Three reviews said so." in taken_up and "have not saved it" in taken_up
    assert saved.status_code == 302
    assert draft.sections[0]["text_en"] == "Three reviews said so."
    assert not UnsavedBriefing.objects.filter(user=side.officer).exists()


def test_the_second_of_two_people_sees_both_texts(side, client_for):
    draft = side.briefing
    address = url(side, "briefing-edit", draft.reference)
    client_for(side.chair).post(address, words(draft, b2_en="The chair's words"))
    page = client_for(side.officer).post(address, words(draft, b2_en="My words"))
    text = page.content.decode()
    assert "The chair&#x27;s words" in text and "My words" in text
    again = words(draft, b2_en="My words", version=2)
    assert client_for(side.officer).post(address, again).status_code == 302


def test_a_name_is_shown_before_it_is_kept(side, client_for):
    address = url(side, "briefing-edit", side.briefing.reference)
    sent = words(side.briefing, b1_en="Then Mrs Winterbourne rang us.")
    page = client_for(side.officer).post(address, sent)
    assert "This could identify somebody" in page.content.decode()
    assert "Mrs Winterbourne" in page.content.decode()
    side.briefing.refresh_from_db()
    assert "Winterbourne" not in str(side.briefing.sections)


@pytest.mark.requirement("CTM-42")
def test_everybody_on_the_board_reads_it_once_it_is_shared(side, client_for):
    page = url(side, "briefing", side.briefing.reference)
    before = client_for(side.practitioner).get(page).status_code
    client_for(side.chair).post(url(side, "briefing-share", side.briefing.reference))
    assert before == 404
    assert client_for(side.practitioner).get(page).status_code == 200


def test_nobody_opens_what_they_wrote(side, client_for):
    shared = side.shared_briefing
    with pytest.raises(ValidationError):
        open_briefing(briefing=shared, version=1, note="", until=None, by=side.officer)
    address = url(side, "briefing-check", shared.reference)
    answer = client_for(side.chair).post(address, {"version": 1, "note": ""})
    shared.refresh_from_db()
    assert answer.status_code == 302
    assert shared.is_public and shared.opened_by == side.chair


def test_words_changed_since_they_were_read_are_not_opened(side):
    shared = side.shared_briefing
    write_briefing(
        briefing=shared, titles={}, texts={("b1", "en"): "New"}, current=False,
        version=1, by=side.officer,
    )  # fmt: skip
    with pytest.raises(ValidationError):
        open_briefing(briefing=shared, version=1, note="", until=None, by=side.chair)


def test_the_screen_stops_numbers_and_asks_about_names(side):
    made = BriefingFactory(
        group=side.group, state="shared", created_by=side.officer,
        sections=sections("Then Mrs Winterbourne rang us."),
    )  # fmt: skip
    with pytest.raises(ValidationError):
        opened(side, made)
    made.sections = sections("NHS number 943 476 5919")
    made.save()
    with pytest.raises(ValidationError, match="never be published"):
        open_briefing(
            briefing=made, version=1, note="It is fine", until=None, by=side.chair
        )


def test_new_words_close_it_to_the_public_until_checked_again(side, client_for):
    made = opened(side)
    address = url(side, "public-briefing", made.reference)
    assert client_for(None).get(address).status_code == 200
    write_briefing(
        briefing=made, titles={}, texts={("b1", "en"): "New"}, current=False,
        version=made.version, by=side.officer,
    )  # fmt: skip
    assert client_for(None).get(address).status_code == 404


def test_the_public_reads_only_what_is_open_today(side, client_for):
    shown = side.open_briefing
    hidden = [side.briefing, side.shared_briefing, side.withdrawn_briefing]
    hidden.append(side.restricted_briefing)
    past = BriefingFactory(
        group=side.group, state="public", title_en="Past its day",
        public_until=timezone.localdate() - DAY, created_by=side.officer,
    )  # fmt: skip
    listed = html(client_for(None), side, "public-briefings")
    assert shown.title_en in listed
    for one in (*hidden, past):
        page = client_for(None).get(url(side, "public-briefing", one.reference))
        assert page.status_code == 404
        assert one.title_en not in listed
    withdraw_briefing(briefing=shown, by=side.officer)
    assert shown.title_en not in html(client_for(None), side, "public-briefings")


def test_what_a_restricted_group_writes_stays_with_it(side, client_for):
    made = side.restricted_briefing
    page = url(side, "briefing", made.reference)
    assert client_for(side.officer).get(page).status_code == 404
    assert client_for(side.restricted_member).get(page).status_code == 200
    made.state = "draft"
    made.save()
    with pytest.raises(ValidationError):
        share_briefing(briefing=made, by=side.restricted_member)


def test_welsh_falls_behind_and_catches_up(welsh, client_for):
    side = welsh
    made = BriefingFactory(
        group=side.group, title_cy="Dysgu", created_by=side.officer, state="shared",
        sections=sections("Ask twice.", "Gofynnwch eto."),
        welsh_changed_at=timezone.now(),
        english_changed_at=timezone.now() - DAY,
    )  # fmt: skip
    client = client_for(side.chair)
    address = url(side, "briefing-edit", made.reference)
    client.post(address, words(made, b1_en="Ask three times."))
    made.refresh_from_db()
    behind = "English newer than Welsh"
    assert made.welsh_is_behind
    assert behind in html(client, side, "briefing", made.reference)
    assert behind in html(client, side, "briefings")
    client.post(address, words(made, b1_cy="Gofynnwch deirgwaith."))
    made.refresh_from_db()
    assert made.welsh_is_behind  # nobody said yet that it is all there
    client.post(address, words(made, welsh_current="on"))
    made.refresh_from_db()
    assert not made.welsh_is_behind
    public = opened(side, BriefingFactory(
        group=side.group, state="shared", created_by=side.officer, title_cy="Un",
        sections=sections("One.", "Un."), welsh_changed_at=timezone.now(),
    ))  # fmt: skip
    page = url(side, "public-briefing", public.reference) + "?language=cy"
    text = client_for(None).get(page).content.decode()
    assert 'lang="cy"' in text and "Pennawd 1" in text


def test_the_meter_says_when_it_is_longer_than_a_page(side, client_for):
    client, where = client_for(side.officer), side.briefing.reference
    short = client.post(url(side, "briefing-meter", where), words(side.briefing))
    long = words(side.briefing, b1_en="Plans change. " * 280, b2_en="Again. " * 500)
    full = client.post(url(side, "briefing-meter", where), long)
    assert "Fits one page" in short.content.decode()
    assert "Will not fit one page" in full.content.decode()


def test_plain_text_and_print_hold_every_box(side, client_for):
    client, shared = client_for(side.member), side.shared_briefing
    text = client.get(url(side, "briefing-text", shared.reference))
    assert text["Content-Disposition"].startswith("attachment")
    for heading in HEADINGS:
        assert heading in text.content.decode()
        assert heading in html(client, side, "briefing-print", shared.reference)


def test_the_list_filters_searches_and_exports(side, client_for):
    shared, other = side.shared_briefing, side.open_briefing
    client, address = client_for(side.officer), url(side, "briefings")
    by_source = client.get(f"{address}?source={side.source.reference}")
    by_state = client.get(f"{address}?state=public").content.decode()
    searched = client.get(f"{address}?q=everybody&as=csv").content.decode()
    assert shared.title_en in by_source.content.decode()
    assert other.title_en not in by_source.content.decode()
    assert other.title_en in by_state and shared.title_en not in by_state
    assert other.reference in searched and shared.reference not in searched


@pytest.mark.parametrize("number", [3, 300])
def test_the_list_costs_the_same_however_long(
    side, client_for, number, django_assert_max_num_queries
):
    for _n in range(number):
        BriefingFactory(group=side.group, source=side.source, created_by=side.officer)
    client = client_for(side.officer)
    client.get(url(side, "briefings"))
    with django_assert_max_num_queries(12):
        assert client.get(url(side, "briefings")).status_code == 200


def test_the_golden_thread_shows_what_was_written_of_a_source(side, client_for):
    shared, draft = side.shared_briefing, side.briefing
    thread = reverse("learning:thread", args=[side.board.slug, side.source.reference])
    text = client_for(side.member).get(thread).content.decode()
    assert shared.get_absolute_url() in text
    assert draft.title_en not in text
