"""What changed: chosen or written by a person, read by another, never by itself."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from learning.impact_candidates import candidates
from learning.models import ImpactEntry
from learning.services.impact import (
    begin_entry,
    open_entry,
    withdraw_entry,
    write_entry,
)
from tests import factories as make
from tests.fixtures.publishing import ImpactEntryFactory

TOLD = {
    "title_en": "Fewer children wait",
    "did_en": "One team now answers the telephone",
    "changed_en": "Children are seen the same week",
}


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


def public(client_for, entry):
    return client_for(None).get(at("public-impact-entry", entry.reference))


def begun(side, **more):
    values = TOLD | {"group": side.group} | more
    return begin_entry(
        board=side.board, values=values, sent_once=uuid.uuid4(), by=side.officer
    )


def opened(side, entry=None, **more):
    entry = entry or begun(side)
    words = {"version": entry.version, "note": "", "until": None, "by": side.chair}
    return open_entry(entry=entry, **words | more)


@pytest.mark.requirement("SOL-5")
def test_the_public_reads_it_once_a_second_person_opened_it(side, client_for):
    entry = begun(side)
    assert public(client_for, entry).status_code == 404
    opened(side, entry)
    text = public(client_for, entry).content.decode()
    assert all(words in text for words in TOLD.values())
    listed = client_for(None).get(at("public-impact")).content.decode()
    assert "Fewer children wait" in listed


@pytest.mark.requirement("SOL-5")
def test_ones_own_eyes_do_not_count(side):
    entry = begun(side)
    with pytest.raises(ValidationError):
        opened(side, entry, by=side.officer)
    changed = write_entry(
        entry=entry, values={"did_en": "Two teams"}, version=1, by=side.chair
    )
    with pytest.raises(ValidationError):
        opened(side, changed, by=side.chair)


def test_other_words_wait_for_a_second_person_again(side, client_for):
    entry = opened(side)
    write_entry(
        entry=entry, values={"did_en": "Two teams"}, version=entry.version,
        by=side.officer,
    )  # fmt: skip
    assert public(client_for, entry).status_code == 404


def test_saving_the_same_words_takes_nothing_down(side, client_for):
    entry = opened(side)
    write_entry(entry=entry, values=TOLD, version=entry.version, by=side.officer)
    assert public(client_for, entry).status_code == 200


def test_words_changed_meanwhile_are_read_again(side):
    entry = begun(side)
    write_entry(entry=entry, values={"did_en": "Two"}, version=1, by=side.officer)
    with pytest.raises(ValidationError, match="Read it again"):
        opened(side, entry, version=1)


@pytest.mark.parametrize(
    ("words", "note", "opens"),
    [
        ("The number 943 476 5919 was used", "A test number", False),
        ("Mrs Llewellyn said so", "", False),
        ("Mrs Llewellyn said so", "A name she chose for this page", True),
    ],
)
def test_the_identifier_screen_stands_before_the_public(words, note, opens, side):
    entry = begun(side, changed_en=words)
    if opens:
        assert opened(side, entry, note=note).is_public
        return
    with pytest.raises(ValidationError):
        opened(side, entry, note=note)


def test_it_goes_on_its_last_day_and_when_withdrawn(side, client_for):
    entry = opened(side, until=timezone.localdate())
    assert public(client_for, entry).status_code == 200
    ImpactEntry.objects.update(
        public_until=timezone.localdate() - datetime.timedelta(1)
    )
    assert public(client_for, entry).status_code == 404
    entry = opened(side)
    withdraw_entry(entry=entry, by=side.chair)
    assert public(client_for, entry).status_code == 404


def test_a_restricted_group_tells_nothing(side, client_for):
    with pytest.raises(ValidationError):
        begun(side, group=side.restricted_group)
    entry = opened(side)
    side.group.restricted = True
    side.group.save()
    assert public(client_for, entry).status_code == 404


# Choosing what worked.


@pytest.fixture
def embedded(side):
    action = make.ActionFactory(
        plan=side.plan, agency=side.agency, text="Ring back within a day",
        recommendation_text="Answer sooner", status="blue",
    )  # fmt: skip
    action.impact_reviews.create(
        held_on=timezone.localdate(),
        measure_retested=True,
        measure_result="From 40 to 90 in a hundred",
        difference="embedded",
        what_changed="Callers are rung back",
        by=side.officer,
    )
    return action


@pytest.mark.requirement("SOL-5")
def test_an_embedded_action_can_be_chosen_and_is_not_public_by_that(
    side, embedded, officer, client_for
):
    page = officer.get(at("impact-entry-choose")).content.decode()
    assert "Callers are rung back" in page
    address = at("impact-entry-new") + f"?from=action:{embedded.reference}"
    form = officer.get(address).context["form"]
    assert form.initial["shown_by_en"] == "From 40 to 90 in a hundred"
    assert not ImpactEntry.objects.exists()
    sent = {name: text for name, text in form.initial.items() if text}
    sent |= {"group": side.group.pk, "title_en": "Callers are rung back"}
    assert officer.post(address, sent).status_code == 302
    made = ImpactEntry.objects.get()
    assert made.origin == f"action:{embedded.reference}" and made.state == "draft"
    assert public(client_for, made).status_code == 404
    assert "Told already" in officer.get(at("impact-entry-choose")).content.decode()
    officer.post(address, sent)
    assert ImpactEntry.objects.count() == 1


def test_a_measure_taken_again_can_be_chosen(side):
    measure = side.lesson_measure
    measure.result, measure.result_on = "Now 9 in 10", timezone.localdate()
    measure.save()
    found = [one for one in candidates(side.officer, side.board) if "9 in 10" in
             one.shown_by]  # fmt: skip
    assert [one.key for one in found] == [f"measure:{measure.pk}"]


@pytest.mark.parametrize(
    "how", ["not embedded", "confined", "own plan", "hidden source", "another board"]
)
def test_what_is_closed_or_not_shown_to_work_is_not_offered(how, side, embedded, world):
    if how == "not embedded":
        embedded.status = "done"
    elif how == "confined":
        embedded.confined_to = side.restricted_group
    elif how == "own plan":
        embedded.own_plan_of = side.agency
    elif how == "hidden source":
        embedded.source = side.restricted_source
    else:
        embedded.board = world.beta.board
    embedded.save()
    for who in (side.officer, side.chair, side.restricted_member):
        assert candidates(who, side.board) == []


# Pages of those who write.


def test_the_officer_writes_and_the_chair_opens(side, officer, client_for):
    address = at("impact-entry-new")
    token = officer.get(address).context["form"].initial["sent_once"]
    sent = TOLD | {"group": side.group.pk, "sent_once": token}
    officer.post(address, sent)
    entry = ImpactEntry.objects.get()
    assert "ask a colleague" in officer.get(entry.get_absolute_url()).content.decode()
    chair = client_for(side.chair)
    page = chair.get(at("impact-entry-check", entry.reference))
    assert "The screen found nothing" in page.content.decode()
    chair.post(
        at("impact-entry-check", entry.reference),
        {"version": entry.version, "note": ""},
    )
    assert public(client_for, entry).status_code == 200
    chair.post(at("impact-entry-withdraw", entry.reference))
    assert public(client_for, entry).status_code == 404


@pytest.mark.parametrize(
    ("who", "shown"), [("officer", True), ("chair", True), ("member", False)]
)
def test_the_boards_page_leads_those_who_tell_to_it(who, shown, side, client_for):
    begun(side)
    client = client_for(getattr(side, who))
    page = client.get(reverse("boards:board", args=["alpha"])).content.decode()
    assert (at("impact-entries") in page) is shown
    assert ("1 entry waits" in page) is shown


def test_a_likely_name_is_asked_about_before_it_is_kept(side, officer):
    address = at("impact-entry-new")
    token = officer.get(address).context["form"].initial["sent_once"]
    sent = TOLD | {"did_en": "Dr Llewellyn rang", "group": side.group.pk}
    page = officer.post(address, sent | {"sent_once": token})
    assert "could identify somebody" in page.content.decode()
    assert "Dr Llewellyn rang" in page.content.decode()
    assert not ImpactEntry.objects.exists()


def test_the_second_of_two_writers_sees_the_first(side, officer):
    entry = begun(side)
    write_entry(entry=entry, values={"did_en": "Three"}, version=1, by=side.chair)
    sent = TOLD | {"did_en": "Four", "group": side.group.pk, "version": 1}
    page = officer.post(at("impact-entry-edit", entry.reference), sent)
    text = page.content.decode()
    assert page.status_code == 200 and "Three" in text and "Four" in text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Second", "First"]),
        ({"sort": "title"}, ["First", "Second"]),
        ({"q": "seco"}, ["Second"]),
        ({"state": "withdrawn"}, ["First"]),
        ({"state": "nonsense"}, ["Second", "First"]),
    ],
)
def test_the_list_is_filtered_sorted_and_searched(query, titles, side, officer):
    first = opened(side, begun(side, title_en="First"))
    withdraw_entry(entry=first, by=side.officer)
    begun(side, title_en="Second")
    page = officer.get(at("impact-entries"), query)
    assert [row.title for row in page.context["page"]] == titles


def test_the_list_is_exported(side, officer):
    begun(side)
    page = officer.get(at("impact-entries"), {"as": "csv"})
    assert "Fewer children wait" in page.content.decode()


def test_the_list_asks_the_same_of_few_and_many(
    side, officer, django_assert_max_num_queries
):
    entries = [ImpactEntryFactory(group=side.group, created_by=side.officer)
               for _n in range(3)]  # fmt: skip
    assert entries
    officer.get(at("impact-entries"))
    with django_assert_max_num_queries(12) as few:
        officer.get(at("impact-entries"))
    for _number in range(60):
        ImpactEntryFactory(group=side.group, created_by=side.officer)
    with django_assert_max_num_queries(len(few)):
        officer.get(at("impact-entries"))
