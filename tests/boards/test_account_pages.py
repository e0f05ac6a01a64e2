"""Signing in and one's own account: by invitation only, in our words, by passkey."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from boards.models import User

PASSWORD = "quiet-otter-lamp-42"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def no_earlier_guesses():
    cache.clear()


@pytest.fixture
def member(world):
    """A board member with a password."""
    world.alpha.member.set_password(PASSWORD)
    world.alpha.member.save()
    return world.alpha.member


def html_of(client, name, **kwargs):
    return client.get(reverse(name), **kwargs).content.decode()


def test_sign_in_offers_no_account(client, db):
    html = html_of(client, "account_login")
    assert "by invitation only" in html
    assert reverse("account_signup") not in html
    assert "Sign in with a passkey" in html
    assert "remember" not in html


def test_nobody_signs_up(client, db):
    sent = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    address = reverse("account_signup")
    for response in (client.get(address), client.post(address, sent)):
        assert "Accounts are made by invitation" in response.content.decode()
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


def test_a_wrong_password_keeps_the_address_and_not_the_password(client, member):
    sent = {"login": member.email, "password": "wrong-otter"}
    html = client.post(reverse("account_login"), sent).content.decode()
    assert f'value="{member.email}"' in html
    assert "wrong-otter" not in html
    assert "There is a problem" in html


def test_an_address_cannot_be_changed(member, client_for):
    client = client_for(member)
    address = reverse("account_email")
    sent = {"email": "other@example.org", "action_add": ""}
    assert client.get(address).status_code == 404
    assert client.post(address, sent).status_code == 404
    assert not EmailAddress.objects.filter(email="other@example.org").exists()


def test_the_account_page_leads_to_password_and_calendar(member, client_for):
    html = html_of(client_for(member), "mfa_index")
    assert member.email in html
    assert reverse("account_change_password") in html
    assert reverse("calendar") in html
    assert "Your role needs a second step" not in html


def test_whoever_needs_a_second_step_is_told_why(member, client_for, settings):
    settings.SECOND_FACTOR_ROLES = ["board_member"]
    response = client_for(member).get("/alpha/", follow=True)
    html = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Your role needs a second step" in html
    assert "Sign out" in html
    assert reverse("learning:sources", args=["alpha"]) not in html


def sign_in(page, person):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page):
    page.goto(reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Sign out").click()


@pytest.fixture
def browser_page(page):
    """A page that fails the test when the content policy refuses something."""
    refused = []
    page.on(
        "console",
        lambda line: (
            line.type == "error"
            and "Content Security Policy" in line.text
            and refused.append(line.text)
        ),
    )
    yield page
    assert refused == []


def test_a_passkey_takes_the_place_of_password_and_code(member, browser_page):
    page = browser_page
    sign_in(page, member)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(reverse("mfa_add_webauthn"))
    confirm(page)
    page.get_by_label("Name of the key").fill("Work laptop")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    page.goto(reverse("mfa_list_webauthn"))
    assert page.get_by_text("Work laptop").first.is_visible()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**" + reverse("your-work"))
    page.get_by_role("link", name=str(member)).wait_for()


def test_a_passkey_that_fails_says_so(member, browser_page):
    page = browser_page
    page.goto(reverse("account_login"))
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject('no') }")
    problem = page.get_by_text("The passkey or security key could not be used")
    assert not problem.is_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    problem.wait_for()


def code_of(secret):
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_an_authenticator_app_is_set_up_and_asked_for(member, browser_page):
    page = browser_page
    sign_in(page, member)
    page.goto(reverse("mfa_activate_totp"))
    confirm(page)
    secret = page.get_by_label("Secret").input_value()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()
    codes = page.get_by_label("10 of 10 left").input_value().split()
    assert len(codes) == 10
    assert Authenticator.objects.filter(user=member).count() == 2
    sign_out(page)
    sign_in(page, member)
    page.wait_for_url("**" + reverse("mfa_authenticate"))
    page.get_by_label("Code").fill("1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").get_by_text("Incorrect code").wait_for()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**" + reverse("your-work"))


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_pages_before_signing_in_are_accessible(db, page, axe, name):
    page.goto(reverse(name))
    page.locator("main").get_by_role("button").first.click()
    axe(page)
