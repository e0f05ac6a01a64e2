"""Nothing that leaves the portal carries words of a scope its reader is outside of."""

import zipfile
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from actionplans.papers import WHOLE
from learning.models import Digest
from learning.notices import notices
from learning.services.calendars import create_address
from learning.services.digests import send, write_digests
from reporting.kinds import KINDS
from reporting.subjects import (
    AGENCY,
    BRIEFING,
    COMPOSITE,
    DISSEMINATION,
    EDITION,
    INSPECTION,
    PLAN,
    RETURN,
    ROUND,
    SUMMARY,
    WELSH_BRIEFING,
)
from tests.access.routes import matrix
from tests.access.test_matrix import (
    EVERYONE,
    _expected,
    _kwargs,
    _person,
    _said,
    turn_of,
)
from tests.fixtures.people import PERSONAS, canary
from tests.reporting.built import built, words

ROWS = matrix()
OPENED = {name: said for name in ROWS if (said := _said(name, "get"))}
INSIDE = {
    "restricted": {"restricted_member"},
    "unsaved": {"officer"},
    "review": {"officer", "chair"},
    "unpublished": {"officer", "chair"},
    "draft": {"lead", "executive", "contributor"},
    "draftfile": {"lead", "executive", "contributor"},
    "received": {"other_lead", "officer", "chair"},
    "receivedfile": {"other_lead", "officer", "chair"},
    # Who sits on the panel; the pool is known to every chair of a group.
    "panel": {"officer", "chair", "restricted_member"},
    "prepared": {"officer", "chair"},
    "asked": {"officer", "chair", "lead", "executive", "contributor"},
    "requestdraft": {"lead", "executive", "contributor"},
    "requestanswer": {"officer", "chair", "other_lead"},
    "paper": {"officer", "chair"},
    "draftplan": {"officer", "chair"},
    "ownplan": {"lead", "executive", "contributor"},
    "offer": {"lead", "executive", "contributor", "officer", "chair"},
    "actionfile": {
        "officer", "chair", "member", "lead", "executive", "contributor"
    },
    "reportdraft": {"executive"},
    "inspected": {"officer", "chair", "lead"},
    "filed": {"officer", "chair", "other_lead"},
    "summary": {"officer", "chair"},
    "commission": {"officer", "chair"},
    "sharingdraft": {"officer", "chair"},
    "passask": {"officer", "chair"},
    "passing": {
        "officer", "chair", "lead", "executive", "contributor", "other_lead"
    },
    "passdraft": {"lead", "executive", "contributor"},
    "passpart": {"officer", "chair", "lead", "executive", "contributor"},
    "passanswer": {"officer", "chair", "other_lead"},
    "briefing": {"officer", "chair"},
    "impact": {"officer", "chair"},
    "auditwork": {
        "officer", "chair", "lead", "executive", "contributor", "other_lead"
    },
    "auditplanned": {"officer", "chair"},
    "auditdraft": {"lead", "executive", "contributor"},
    "auditreturn": {"officer", "chair", "other_lead"},
    "auditplan": {"officer", "chair", "lead", "executive", "contributor"},
    "auditsingle": {"officer", "chair", "lead", "executive", "contributor"},
    "audittool": {"officer", "chair", "restricted_member"},
    "auditsurvey": {"officer", "chair"},
    "annualdraft": {"officer"},
    "annualcomment": {"officer", "member"},
    "annualwork": {"officer", "lead", "executive", "contributor", "other_lead"},
}  # fmt: skip


def forbidden_words(who):
    """Canaries that must not reach this person."""
    foreign = [canary("beta", scope) for scope in ("board", *INSIDE)]
    if who == "stranger":
        foreign = []
    own = [canary("alpha", scope) for scope, ok in INSIDE.items() if who not in ok]
    if who in {"stranger", "anonymous"}:
        own.append(canary("alpha", "board"))
    return foreign + own


def text_of(response) -> str:
    """Everything a reader can take out of a response; workbooks are unpacked."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace") + str(response.headers)


@pytest.mark.parametrize("who", EVERYONE)
def test_pages_open_as_the_matrix_says_without_foreign_words(who, planted, client_for):
    """Asks every page once as this person: its answer, and its words."""
    client, banned = client_for(_person(planted, who)), forbidden_words(who)
    found, leaks = {}, []
    asked = turn_of(who, OPENED)
    for name in asked:
        found[name], texts = _answer(client, name, ROWS[name], planted.alpha)
        leaks += [(name, word) for said in texts for word in banned if word in said]
    assert found == {name: _expected(OPENED[name], who) for name in asked}
    assert leaks == []


def _answer(client, name, row, side):
    """The status of a page, and the words of it and of the exports it links to."""
    address = reverse(name, kwargs=_kwargs(row, side))
    response = client.get(address)
    texts = [text_of(response)]
    is_file = "text/html" not in response.headers.get("Content-Type", "")
    texts += [
        text_of(client.get(f"{address}?as={kind}"))
        for kind in ("csv", "xlsx")
        if is_file or f"as={kind}" in texts[0]
    ]
    return response.status_code, texts


@pytest.mark.parametrize("who", [*PERSONAS, "stranger"])
def test_documents_carry_no_foreign_words(who, planted):
    side, user = planted.alpha, _person(planted, who)
    banned, made = forbidden_words(who), 0
    for kind, reference in every_document(side):
        try:
            document = built(side, user, kind, reference)
        except (Http404, PermissionDenied):
            continue
        said, made = words(document) + document.title + document.file_name, made + 1
        assert [word for word in banned if word in said] == []
    assert made > 0 or who in {"stranger", "practitioner", "restricted_member"}


def every_document(side):
    """Each kind of document about each record it can be about."""
    plans = (side.plan, side.draft_plan, side.own_plan, side.restricted_plan)
    briefings = (side.briefing, side.shared_briefing)
    shared = (side.sharing_plan, side.sharing_draft, side.restricted_sharing)
    told = (side.summary, side.sent_summary, side.restricted_summary)
    about = {
        SUMMARY: [one.reference for one in told],
        DISSEMINATION: [plan.reference for plan in shared],
        RETURN: [side.open_return.reference, side.received_return.reference],
        EDITION: [f"{side.questionnaire.key}-{side.edition.number}"],
        ROUND: [side.round.reference],
        PLAN: [plan.reference for plan in plans],
        COMPOSITE: [WHOLE],
        INSPECTION: ["20200101-20991231----"],
        AGENCY: [str(side.agency.pk), str(side.other_agency.pk)],
        BRIEFING: [briefing.reference for briefing in briefings],
        WELSH_BRIEFING: [briefing.reference for briefing in briefings],
    }
    for key, kind in KINDS.items():
        for reference in about[kind.subject]:
            yield key, reference


@pytest.mark.parametrize("who", [*PERSONAS, "stranger"])
def test_calendars_and_mails_carry_no_words_at_all(who, planted, client_for):
    """A feed and a digest say that something is due, and never what."""
    user = _person(planted, who)
    address = reverse("calendar-feed", args=[create_address(by=user)])
    feed = client_for(None).get(address)
    assert feed.status_code == 200
    told = [text_of(feed), *_mails_to(user, planted.alpha)]
    assert [text for text in told if "canary" in text] == []


def _mails_to(user, side):
    day = side.round.due_on
    mine = [one for one in notices(day) if one.due.user_id == user.pk]
    write_digests({user.pk: mine} if mine else {}, day)
    for digest in Digest.objects.filter(user=user):
        send(digest.pk)
    return [f"{one.subject}{one.body}{one.message()}" for one in mail.outbox]


def test_the_net_would_catch_a_leak(planted, client_for):
    """The words are really on the pages of those who may read them."""
    side = planted.alpha
    page = client_for(side.restricted_member).get(
        reverse("learning:sources", args=["alpha"]) + "?as=xlsx"
    )
    assert canary("alpha", "restricted") in text_of(page)
    document = built(side, side.lead, "return-pdf", side.open_return.reference)
    assert canary("alpha", "draft") in words(document)
