"""The demo's data: whole, made once, and about nobody."""

import re

import pytest
from django.core.management import CommandError, call_command

from audits.choices import DRAFT_STATES, ModerationKind
from audits.models import AgencyReturn, Answer, ModerationStep, Round, Submission
from audits.rules import gaps
from boards.models import Agency, Board, Membership, SeatHolding, User
from boards.roles import RoleName
from lif_portal.demo.people import DOMAIN, PASSWORD
from lif_portal.demo.words import Writer, phrases

IDENTIFYING = re.compile(
    r"\b\d{3} ?\d{3} ?\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b|[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b"
)


@pytest.fixture
def demo(db, settings):
    """Two boards of the demo: Wolverhampton with its schools, and Hartlepool."""
    settings.DEMO = True
    call_command("load_framework", "wolverhampton", "hartlepool", yes=True, verbosity=0)
    call_command("seed_demo", verbosity=0)


def test_only_a_demo_may_be_seeded(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demo"):
        call_command("seed_demo")


def counts():
    models = (User, Membership, Agency, Round, AgencyReturn, Answer, Submission)
    return {model.__name__: model.objects.count() for model in models}


def test_a_whole_board_is_made_once(demo, client, capsys):
    """All in one test, as making the data takes some seconds."""
    before = counts()
    call_command("seed_demo", verbosity=0)
    assert counts() == before
    check_rounds()
    check_people(client)
    check_words()
    check_logins(capsys)


def check_rounds():
    for board in Board.objects.all():
        for questionnaire in board.questionnaires.all():
            rounds = Round.objects.filter(edition__questionnaire=questionnaire)
            states = list(rounds.order_by("due_on").values_list("state", flat=True))
            assert states == ["closed", "closed", "open"]
    schools = AgencyReturn.objects.filter(agency__sector="school", round__state="open")
    assert schools.count() == phrases("schools")["count"] == 120
    assert Submission.objects.filter(late=True).exists()
    assert AgencyReturn.objects.filter(extensions__isnull=False).exists()
    kinds = set(ModerationStep.objects.values_list("kind", flat=True))
    assert kinds == set(ModerationKind.values)
    received = Answer.objects.exclude(agency_return__state__in=DRAFT_STATES)
    for answer in received.select_related("question").order_by("?")[:50]:
        has = answer.evidence.exists
        assert gaps(answer.question, answer, has_evidence=has) == []


def check_people(client):
    lead = User.objects.get(email=f"lead@wolverhampton.{DOMAIN}")
    address = "/accounts/login/"
    answer = client.post(address, {"login": lead.email, "password": PASSWORD})
    assert answer.status_code == 302
    waiting = AgencyReturn.objects.of_own_agency(lead).filter(round__state="open")
    assert waiting.filter(answers__carried="unconfirmed").exists()
    assert waiting.filter(delegations__isnull=False).exists()
    restricted = User.objects.get(email=f"restricted@wolverhampton.{DOMAIN}")
    assert restricted.scope.group_ids
    held = SeatHolding.objects.filter(seat__group__restricted=True)
    officers = Membership.objects.filter(role=RoleName.BUSINESS_UNIT).values("user")
    assert not held.filter(user__in=officers).exists()


def check_words():
    for text in Answer.objects.values_list("position", flat=True):
        assert "{" not in text
        assert not IDENTIFYING.search(text)


def check_logins(capsys):
    call_command("demo_logins")
    said = capsys.readouterr().out
    assert PASSWORD in said
    for kind in ("officer", "lead", "executive", "contributor", "member", "school"):
        assert f"{kind}@wolverhampton.{DOMAIN}" in said


def test_an_agency_always_says_the_same():
    assert Writer("a", 1).name() == Writer("a", 1).name()
    assert {Writer("a", n).name() for n in range(30)} != {Writer("a", 1).name()}
