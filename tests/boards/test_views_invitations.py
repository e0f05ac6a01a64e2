"""Inviting a named person, and what becomes of the link."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from boards.models import AccessRecord, Agency, Invitation, Membership, User
from tests import factories as make
from tests.days import boxes

PASSWORD = "quiet-otter-lamp-42"


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def invite(world, officer, django_capture_on_commit_callbacks):
    """Send an invitation and return the address in its e-mail."""

    def send(**changes):
        data = {
            "full_name": "Nia Newcomer",
            "email": "nia@example.org",
            "post": "Safeguarding lead",
            "role": "agency_lead",
            "agency": world.alpha.agency.pk,
        } | changes
        with django_capture_on_commit_callbacks(execute=True):
            response = officer.post(at("person-invite", "alpha"), data)
        assert response.status_code == 302, response.context["form"].errors
        return link_in(mail.outbox[-1])

    return send


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.body).group(1)


def passwords(first=PASSWORD, second=None):
    return {"password1": first, "password2": second or first}


def test_a_person_accepts_and_holds_the_role(world, invite, client_for):
    address = invite()

    client = client_for(None)
    page = client.get(address)
    assert "officer alpha" in page.content.decode()  # who invited
    response = client.post(address, passwords())

    user = User.objects.get(email="nia@example.org")
    held = user.memberships.get()
    assert response.status_code == 302
    assert user.check_password(PASSWORD)
    assert (held.role, held.agency) == ("agency_lead", world.alpha.agency)
    assert client.get(at("board", "alpha")).status_code == 200
    assert client.get(at("board", "beta")).status_code == 404


def test_the_mail_says_only_that_they_are_invited(world, invite):
    address = invite()
    message = mail.outbox[0]

    assert message.to == ["nia@example.org"]
    assert world.alpha.board.name in message.body
    assert world.alpha.agency.name not in message.body + message.subject
    assert Invitation.objects.filter(token_hash__in=address.split("/")).count() == 0


def test_a_link_works_once(invite, client_for):
    address = invite()
    client_for(None).post(address, passwords())

    again = client_for(None).post(address, passwords("another-quiet-lamp-43"))

    assert again.status_code == 410
    assert "was used" in again.content.decode()
    assert User.objects.get(email="nia@example.org").check_password(PASSWORD)


def test_a_link_runs_out(invite, client_for, settings):
    address = invite()
    later = timezone.now() + datetime.timedelta(hours=settings.INVITATION_HOURS + 1)

    with time_machine.travel(later):
        response = client_for(None).post(address, passwords())

    assert response.status_code == 410
    assert "ran out" in response.content.decode()
    assert not User.objects.filter(email="nia@example.org").exists()


def test_a_withdrawn_link_is_dead(invite, officer, client_for):
    address = invite()
    officer.post(at("invitation-withdraw", "alpha", Invitation.objects.get().pk))

    response = client_for(None).get(address)

    assert response.status_code == 410
    assert "was withdrawn" in response.content.decode()


def test_a_link_sent_again_replaces_the_first(
    invite, officer, client_for, django_capture_on_commit_callbacks
):
    first = invite()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at("invitation-resend", "alpha", Invitation.objects.get().pk))

    assert client_for(None).get(first).status_code == 404
    assert client_for(None).get(link_in(mail.outbox[-1])).status_code == 200


def test_an_account_in_use_signs_in_first(world, invite, client_for):
    member = world.beta.member
    address = invite(email=member.email.upper(), role="board_member", agency="")

    anonymous = client_for(None)
    page = anonymous.post(address, passwords())
    assert f"next={address}" in page.content.decode()
    assert not Membership.objects.filter(user=member, board=world.alpha.board).exists()

    client_for(member).post(address)
    held = Membership.objects.get(user=member, board=world.alpha.board)
    assert held.role == "board_member"
    member.refresh_from_db()
    assert not member.check_password(PASSWORD)


def test_somebody_elses_link_gives_nothing(world, invite, client_for):
    address = invite()

    response = client_for(world.beta.member).post(address)

    assert "another account" in response.content.decode()
    assert not Membership.objects.filter(
        user=world.beta.member, board=world.alpha.board
    ).exists()


def test_a_leaver_comes_back_and_signs_in(world, invite, client_for):
    old = make.UserFactory(email="nia@example.org", is_active=False)
    address = invite()

    client = client_for(None)
    response = client.post(address, passwords())

    old.refresh_from_db()
    assert old.is_active and old.memberships.count() == 1
    # A second factor may belong to the account: only signing in asks for it.
    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("password", "second"),
    [
        ("short-one", None),
        ("safeguardingboard", None),
        ("newcomer-newcomer", None),
        ("password123456", None),
        (PASSWORD, "something-else-77"),
    ],
)
def test_a_weak_password_is_refused(invite, client_for, password, second):
    address = invite()

    response = client_for(None).post(address, passwords(password, second))

    assert response.context["form"].errors
    assert not User.objects.filter(email="nia@example.org").exists()


def test_an_agency_role_must_name_its_agency_and_words_stay(officer):
    data = {"full_name": "Nia", "email": "nia@example.org", "role": "agency_lead"}

    response = officer.post(at("person-invite", "alpha"), data)

    assert list(response.context["form"].errors) == ["agency"]
    assert 'value="nia@example.org"' in response.content.decode()


@pytest.mark.parametrize("asked", ["agency", "role"])
def test_another_boards_agency_and_made_up_roles_are_refused(world, officer, asked):
    data = {"full_name": "Nia", "email": "nia@example.org", "role": "agency_lead"}
    data |= {"agency": world.beta.agency.pk} if asked == "agency" else {"role": "king"}

    response = officer.post(at("person-invite", "alpha"), data)

    assert asked in response.context["form"].errors
    assert not Invitation.objects.exists()


def test_nobody_is_invited_twice(world, invite, officer):
    invite()
    data = {
        "full_name": "Nia",
        "email": "NIA@example.org",
        "role": "agency_lead",
        "agency": world.alpha.agency.pk,
    }
    response = officer.post(at("person-invite", "alpha"), data)
    assert list(response.context["form"].errors) == ["email"]


def test_roles_are_described_beside_the_choice(officer):
    page = officer.get(at("person-invite", "alpha")).content.decode()
    assert "Cannot submit" in page


def test_invitations_and_acceptance_are_kept(world, invite, client_for):
    client_for(None).post(invite(), passwords())

    actions = AccessRecord.objects.filter(board_id=world.alpha.board.pk)
    assert {"invited", "accepted the invitation"} <= set(
        actions.values_list("action", flat=True)
    )


def test_a_dead_mail_server_keeps_the_invitation(world, officer, settings, db):
    settings.EMAIL_BACKEND = "tests.boards.test_views_invitations.DeadServer"
    data = {
        "full_name": "Nia",
        "email": "nia@example.org",
        "role": "agency_lead",
        "agency": world.alpha.agency.pk,
    }
    officer.post(at("person-invite", "alpha"), data)
    assert Invitation.objects.get().is_open


class DeadServer:
    """A mail server nobody answers at."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("nobody there")


@pytest.mark.requirement("CTM-3")
def test_every_sector_registers_and_each_agency_has_its_own_scope(
    world, officer, invite, client_for
):
    """Third sector and care providers like the rest: registered, dated, signed in."""
    for sector in ("third_sector", "care_provider", "police"):
        name = f"New {sector}"
        officer.post(
            at("agency-add", "alpha"),
            {
                "name_en": name,
                "sector": sector,
                "statutory": "on" if sector == "police" else "",
                **boxes("active_from", "2026-01-01"),
            },
        )
        agency = Agency.objects.get(name_en=name)
        link = agency.board_links.get()
        assert agency.sector == sector
        assert link.statutory is (sector == "police")
        assert link.active_from == datetime.date(2026, 1, 1)
        address = invite(email=f"{sector}@example.org", agency=agency.pk)
        client_for(None).post(address, passwords())
        scope = User.objects.get(email=f"{sector}@example.org").scope
        assert scope.agencies == {world.alpha.board.pk: {agency.pk}}
        assert scope.board_ids == {world.alpha.board.pk}
