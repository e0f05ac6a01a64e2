"""Session limits, the second factor, throttling, and what a reset gives away."""

import datetime
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.access.routes import is_public, matrix
from tests.access.test_matrix import _kwargs
from tests.fixtures.people import PERSONAS

START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
PASSWORD = "quiet-otter-lamp-42"
BOARD = "/alpha/"


@pytest.fixture(autouse=True)
def no_earlier_guesses():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def signed_in(world, clock, client_for):
    client = client_for(world.alpha.officer)
    client.get(BOARD)
    return client


def test_an_idle_session_ends_and_keeps_where_one_was(signed_in, clock, settings):
    clock.shift(settings.SESSION_IDLE_SECONDS + 1)

    response = signed_in.get("/alpha/people/?q=a", follow=True)

    assert response.redirect_chain == [
        ("/accounts/login/?next=/alpha/people/%3Fq%3Da", 302)
    ]
    assert "Your session ended" in response.content.decode()


def test_work_keeps_a_session_alive(signed_in, clock, settings):
    for _ in range(4):
        clock.shift(settings.SESSION_IDLE_SECONDS - 1)
        assert signed_in.get(BOARD).status_code == 200


def test_no_work_keeps_it_beyond_the_absolute_limit(signed_in, clock, settings):
    steps = settings.SESSION_ABSOLUTE_SECONDS // 1000
    for _ in range(steps):
        clock.shift(1000)
        assert signed_in.get(BOARD).status_code == 200
    clock.shift(1000)
    assert signed_in.get(BOARD).status_code == 302


def test_extending_moves_the_idle_limit_and_says_until_when(signed_in, clock, settings):
    clock.shift(settings.SESSION_IDLE_SECONDS - 60)

    told = signed_in.post(reverse("session-extend")).json()["expires_at"]

    assert told == int(time.time()) + settings.SESSION_IDLE_SECONDS
    clock.shift(120)
    assert signed_in.get(BOARD).status_code == 200


def test_extending_never_passes_the_absolute_limit(signed_in, clock, settings):
    for _ in range(settings.SESSION_ABSOLUTE_SECONDS // 1000):
        clock.shift(1000)
        told = signed_in.post(reverse("session-extend")).json()["expires_at"]
    assert told == START.timestamp() + settings.SESSION_ABSOLUTE_SECONDS


def test_extending_is_not_for_reading(signed_in):
    assert signed_in.get(reverse("session-extend")).status_code == 405


ENROLMENT = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
ROLES_ASKED = [
    "business_unit",
    "board_member",
    "agency_lead",
    "agency_executive",
    "agency_contributor",
    "chair",
]


@pytest.mark.parametrize("who", [p for p in PERSONAS if p != "practitioner"])
def test_without_a_second_factor_only_enrolment_opens(world, client_for, settings, who):
    settings.SECOND_FACTOR_ROLES = ROLES_ASKED
    client = client_for(getattr(world.alpha, who))
    shown = {
        name
        for name, row in matrix().items()
        if not (row.get("post_only") or is_public(name))
        and client.get(reverse(name, kwargs=_kwargs(row, world.alpha))).headers.get(
            "Location"
        )
        != reverse("mfa_index")
    }
    assert shown == set()
    assert client.get(reverse("account_change_password")).status_code == 302
    assert client.get(reverse("account_email")).headers["Location"] == reverse(
        "mfa_index"
    )
    assert client.post(reverse("session-extend")).status_code == 200
    for name in ENROLMENT:  # shown, or asking for the password again first
        answer = client.get(reverse(name))
        assert answer.headers.get("Location", "") != reverse("mfa_index")


def test_with_a_second_factor_the_board_opens(world, client_for, settings):
    settings.SECOND_FACTOR_ROLES = ROLES_ASKED
    TOTP.activate(world.alpha.officer, generate_totp_secret())
    assert client_for(world.alpha.officer).get(BOARD).status_code == 200


def test_roles_not_asked_need_none(world, client_for, settings):
    settings.SECOND_FACTOR_ROLES = ROLES_ASKED
    assert client_for(world.alpha.practitioner).get(BOARD).status_code == 200


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password=PASSWORD):
    data = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), data)


def test_a_recovery_code_signs_in_once(world, client_for):
    user = with_password(world.alpha.officer)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()

    for expected in ("in", "out"):
        client = client_for(None)
        response = sign_in(client, user)
        assert response.url.startswith(reverse("mfa_authenticate"))
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ("_auth_user_id" in client.session) is (expected == "in")
    assert Authenticator.objects.filter(user=user).count() == 2


def test_the_eleventh_guess_is_refused_even_when_right(world, client_for):
    user = with_password(world.alpha.officer)
    client = client_for(None)
    for number in range(10):
        data = {"login": f"guess{number}@example.org", "password": "wrong"}
        client.post(reverse("account_login"), data)

    response = sign_in(client, user)

    assert "_auth_user_id" not in client.session
    assert response.status_code == 200 and response.context["form"].errors


def test_five_guesses_at_one_account_close_it_for_a_while(world, client_for):
    user = with_password(world.alpha.officer)
    for _ in range(5):
        sign_in(client_for(None), user, "wrong")
    client = client_for(None)
    sign_in(client, user)
    assert "_auth_user_id" not in client.session


def test_a_reset_says_the_same_for_known_and_unknown_addresses(world, client_for):
    answers = []
    for email in (world.alpha.officer.email, "nobody@example.org"):
        response = client_for(None).post(
            reverse("account_reset_password"), {"email": email}
        )
        answers.append((response.status_code, response.headers.get("Location")))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox][0] == [world.alpha.officer.email]


def test_a_wrong_password_and_an_unknown_address_read_the_same(world, client_for):
    user = with_password(world.alpha.officer)
    unknown = type(user)(email="nobody@example.org")
    said = [
        str(sign_in(client_for(None), who, "wrong").context["form"].errors)
        for who in (user, unknown)
    ]
    assert said[0].replace(user.email, "") == said[1].replace(unknown.email, "")


def test_nobody_signs_up_uninvited(client_for, db):
    data = {
        "email": "eve@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client = client_for(None)
    client.post("/accounts/signup/", data)
    assert "_auth_user_id" not in client.session


def test_home_leads_to_ones_work_or_to_sign_in(world, client_for):
    assert client_for(world.alpha.lead).get("/").url == reverse("your-work")
    assert client_for(None).get("/").url == "/accounts/login/?next=/"
