"""Holes that were found once, each with the test that would have found it."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from audits.services.importing import COMMIT_JOB
from boards.services.groups import add_group
from boards.services.memberships import end_membership
from learning.models import TimetableEntry
from learning.outbox import enqueue
from learning.services.calendars import create_address
from learning.services.framework import add_source_type
from learning.tasks import run_job
from tests import factories as make
from tests.access.routes import matrix
from tests.access.test_matrix import _kwargs
from tests.days import boxes

ROWS = matrix()
DAYS = ["0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("day", DAYS)
def test_a_nomination_on_an_impossible_day_is_refused(day, world, client_for):
    side = world.alpha
    address = reverse("boards:seat-nominate", args=["alpha", side.vacant_seat.pk])
    sent = {"person": side.lead.pk} | boxes("on", day)
    page = client_for(side.officer).post(address, sent)
    assert page.status_code == 200
    assert "Enter a real date" in page.content.decode()


@pytest.mark.parametrize("day", DAYS)
def test_a_framework_is_not_reviewed_beyond_the_calendar(day, world, client_for):
    """A day from which no month can be counted would break the page for everyone."""
    client = client_for(world.alpha.officer)
    edit = reverse("learning:framework-edit", args=["alpha"])
    sent = {"title": "t", "review_every_months": 12, "version": 1}
    sent |= boxes("reviewed_on", day)
    client.post(edit, sent)
    page = client.get(reverse("learning:framework", args=["alpha"]))
    assert page.status_code == 200


def test_a_day_that_is_none_is_not_removed(world, client_for):
    address = reverse("boards:bank-holiday-remove", args=["alpha", "2026-02-31"])
    assert client_for(world.alpha.officer).post(address).status_code == 302


def test_a_draft_round_is_not_released(world, client_for):
    side = world.alpha
    side.round.state = "draft"
    side.round.save()
    address = reverse("audits:round-release", args=["alpha", side.round.reference])
    page = client_for(side.officer).post(address)
    assert page.status_code == 200
    assert "cannot be released" in page.content.decode()


def test_releasing_again_keeps_groups_the_officer_cannot_see(world, client_for):
    side = world.alpha
    side.round.released_to.add(side.restricted_group)
    address = reverse("audits:round-release", args=["alpha", side.round.reference])
    client_for(side.officer).post(address, {"groups": [side.group.pk]})
    kept = set(side.round.released_to.all())
    assert kept == {side.group, side.restricted_group}


def test_a_restricted_group_of_another_board_stays_out_of_the_timetable(world):
    """It serves this board too, and only its own members may know."""
    side = world.alpha
    hidden = make.GroupFactory(board=world.beta.board, key="x", restricted=True)
    hidden.shared_with.add(side.board)
    entry = make.TimetableEntryFactory(board=side.board, given_by=hidden.key)
    assert entry not in TimetableEntry.objects.visible_to(side.officer)
    make.SeatHoldingFactory(
        seat=make.SeatFactory(group=hidden), user=side.member,
        held_from=datetime.date(2020, 1, 1),
    )  # fmt: skip
    assert entry in TimetableEntry.objects.visible_to(side.member)


def test_a_document_of_an_endless_number_is_not_found(world, client_for):
    reference = "section-135-" + "9" * 5000
    address = reverse(
        "reporting:document-ask", args=["alpha", "questionnaire-word", reference]
    )
    assert client_for(world.alpha.officer).get(address).status_code == 404


def test_words_with_a_nul_are_kept_without_it(world, client_for):
    """PostgreSQL takes no NUL, neither in text nor in JSON: a draft keeps the rest."""
    side = world.alpha
    place = ["alpha", side.open_return.reference, side.rating.key]
    sent = {"position": "kept\0words", "page": "a\0b", "version": 1}
    client = client_for(side.lead)
    for name in ("return-question", "return-autosave"):
        page = client.post(reverse(f"audits:{name}", args=place), sent)
        assert page.status_code == 200
        [draft] = side.open_return.drafts.all()
        assert draft.values["position"] == "keptwords"


HIDING = {
    "audits:round-edit": lambda side: [side.round.reference],
    "audits:questionnaire-edit": lambda side: [side.questionnaire.key],
    "boards:group-edit": lambda side: [side.group.pk],
}


@pytest.mark.parametrize("name", HIDING)
def test_a_form_looks_the_same_with_a_hidden_group_in_it(name, world, client_for):
    """A field that is missing tells as much as a name."""
    side, client = world.alpha, client_for(world.alpha.officer)
    side.round.moderator = None
    side.round.save()
    address = reverse(name, args=["alpha", *HIDING[name](side)])
    before = fields_of(client.get(address))
    side.round.moderator = side.questionnaire.moderator = side.restricted_group
    side.questionnaire.approver = side.group.parent = side.restricted_group
    for record in (side.round, side.questionnaire, side.group):
        record.save()
    page = client.get(address)
    assert fields_of(page) == before
    sent = {name: "" if value is None else value for name, value in before.items()}
    client.post(address, {"title": "T", **sent})
    for record in (side.round, side.questionnaire, side.group):
        record.refresh_from_db()
    assert side.round.moderator == side.questionnaire.approver == side.group.parent


def fields_of(page) -> dict:
    """Fields as shown, but for the mark of what was seen."""
    form = page.context["form"]
    return {one.name: one.value() for one in form if one.name != "seen"}


@pytest.mark.parametrize("name", ["boards:groups", "audits:questionnaire-import"])
def test_a_nul_finds_nothing(name, world, client_for):
    client = client_for(world.alpha.officer)
    query = {"q": "a\0b", "questionnaire": "a\0b"}
    assert client.get(reverse(name, args=["alpha"]), query).status_code == 404


def test_a_nul_in_an_address_is_not_found(world, client_for):
    address = "/alpha/learning/LS-%00/"
    assert client_for(world.alpha.officer).get(address).status_code == 404


def test_a_key_does_not_tell_of_a_hidden_row(world, client_for):
    """Keys stand in addresses and lists: "suicide-review-2" says there is a first."""
    side = world.alpha
    side.source_type.restricted_to = side.restricted_group
    side.source_type.save()
    for name in (side.source_type.key, "no such row"):
        made = add_source_type(
            board=side.board, values={"name_en": name}, by=side.officer
        )
        assert re.fullmatch(r"[a-z-]+-[a-z0-9]{6}", made.key)
    for name in (side.restricted_group.key, "no such group"):
        values = {"name_en": name, "restricted": False}
        made = add_group(board=side.board, values=values, by=side.officer)
        assert re.fullmatch(r"[a-z-]+-[a-z0-9]{6}", made.key)


@pytest.mark.parametrize(
    ("who", "elsewhere"),
    [
        ("officer", True),
        ("officer", False),
        ("lead", True),
        ("restricted_member", False),
    ],
)
def test_with_the_role_everything_closes_at_once(who, elsewhere, world, client_for):
    """The open session, the calendar, documents and files; also of somebody who still
    has a role on another board."""
    side, user = world.alpha, getattr(world.alpha, who)
    client, feed = client_for(user), create_address(by=user)
    assert client.get(reverse("boards:board", args=["alpha"])).status_code == 200
    addresses = {
        name: reverse(name, kwargs=_kwargs(row, side))
        for name, row in ROWS.items()
        if "board" in row.get("kwargs", {})
    }
    if elsewhere:
        make.MembershipFactory(user=user, board=world.beta.board, role="practitioner")
    for membership in user.memberships.filter(board=side.board):
        end_membership(membership=membership, by=side.officer)
    still = {
        name
        for name, address in addresses.items()
        for status in [_status(client, name, address)]
        if status not in ({404} if elsewhere else {302, 401})
    }
    public = {name for name, row in ROWS.items() if row.get("anonymous") == 200}
    assert still - public == set()
    page = Client().get(reverse("calendar-feed", args=[feed]))
    assert page.status_code == (200 if elsewhere else 404)
    assert b"VEVENT" not in page.content


def _status(client, name, address):
    method = client.post if ROWS[name].get("post_only") else client.get
    return method(address).status_code


def test_results_of_somebody_who_left_are_not_brought_in(world):
    """Asked for as an officer, run when the role is over."""
    side = world.alpha
    batch = side.board.imports.create(
        kind="outside_results", target=side.round.reference, file_name="r.xlsx",
        state="committing", brought_by=side.officer,
    )  # fmt: skip
    job = enqueue(
        kind=COMMIT_JOB, payload={"id": batch.pk}, board=side.board, by=side.officer
    )
    end_membership(membership=side.officer.memberships.get(), by=side.lead)
    run_job(job.pk)
    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.state, batch.state) == ("failed", "preview")  # for the next officer


def test_reminders_look_the_same_with_a_hidden_moderator(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    side.round.moderator = side.restricted_group
    side.round.save()
    address = reverse("audits:round-remind", args=["alpha", side.round.reference])
    client.post(address, {"who": "outstanding", "step": "send"})
    log = client.get(reverse("learning:reminders", args=["alpha"]))
    assert str(side.lead) in log.content.decode()
