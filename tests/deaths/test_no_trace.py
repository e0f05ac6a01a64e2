"""Suicide learning and a panel's records leave no trace outside their groups: pages,
lists, searches, exports, what is due and e-mails are the same with them and without."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boards.models import AccessRecord
from deaths.models import Analysis, Panel, Release
from deaths.services import releases
from deaths.services.suicide import add_analysis
from learning.deadlines import dues
from learning.notices import notices
from tests import factories as make
from tests.access.test_no_trace import _said
from tests.fixtures.carrying import canary

WORD = "canaryrestricted"
READERS = ("officer", "lead")
OWED = ("officer", "lead", "chair", "practitioner")
HERE = [
    "home", "releases", "received", "referrals",
]  # fmt: skip
ELSEWHERE = [
    "learning:sources", "learning:all-findings", "learning:recommendations",
    "actionplans:composite", "boards:board", "boards:groups", "boards:access-records",
]  # fmt: skip


@pytest.fixture
def side(world):
    side = world.alpha
    assert side.death_group  # the panel itself is known to its people only
    with time_machine.travel(timezone.now(), tick=False):
        yield side


def addresses(side):
    board = [side.board.slug]
    found = [reverse(f"deaths:{name}", args=board) for name in HERE]
    found += [f"{one}?q={WORD}" for one in found]
    found += [f"{one}?as=csv" for one in found[1:4]]
    found += [reverse(name, args=board) for name in ELSEWHERE]
    found += [f"{reverse('learning:sources', args=board)}?q=canaryrestricted"]
    found += [reverse("your-work")]
    return found


def hide(side):
    """Everything either group may own, some of it tied to open rows."""
    by, word = side.restricted_member, canary(side.board.slug, "restricted")
    assert side.purpose_theme and side.open_death_review and side.analysis
    add_analysis(
        panel=side.suicide_panel, source=side.restricted_source, agency=side.agency,
        factors=["debt"], note=word, by=by,
    )  # fmt: skip
    assert side.death_hand_over and side.death_import and side.draft_release
    for panel in (side.panel, side.suicide_panel):
        for state in ("draft", "discarded"):
            made = Release.objects.create(
                panel=panel, reference=f"{state}-{panel.pk}", title=f"Closed {word}",
                words=word, content={"up_to": 5}, state=state, created_by=by,
            )  # fmt: skip
            made.boards.add(side.board)
            made.groups.add(side.group)
    make.FindingFactory(source=side.death_year.source, title=word)
    make.RecommendationFactory(
        source=side.death_year.source, text=word, addressee_agency=side.agency,
        issued_at=timezone.now(), issued_by=by,
    )  # fmt: skip


def pages(client, asked):
    return {one: _said(client.get(one)) for one in asked}


def owed(side):
    """What each falls due to be told; and whether anybody is told of a panel."""
    today = timezone.localdate()
    told = list(notices(today))
    return {
        who: sorted(
            map(repr, [*dues(today, user=user),
                       *(one for one in told if one.due.user_id == user.pk)])
        )
        for who in OWED
        for user in [getattr(side, who)]
    }  # fmt: skip


@pytest.mark.requirement("CTM-37")
def test_nobody_outside_finds_a_trace(side, client_for):
    asked = addresses(side)
    clients = {who: client_for(getattr(side, who)) for who in READERS}
    for client in clients.values():  # once-only words are said
        pages(client, asked[:1])
    with transaction.atomic():
        hide(side)
        with_them = {who: pages(client, asked) for who, client in clients.items()}
        due = owed(side)
        inside = client_for(side.restricted_member)
        own = pages(inside, asked[:1])
        owner = list(dues(timezone.localdate(), user=side.restricted_member))
        transaction.set_rollback(True)
    without = {who: pages(client, asked) for who, client in clients.items()}
    differing = {
        (who, one)
        for who in READERS
        for one in asked
        if with_them[who][one] != without[who][one]
    }
    assert differing == set()
    assert due == owed(side)
    # The net would catch one: inside, they are there.
    assert WORD in own[reverse("deaths:home", args=[side.board.slug])][1]
    assert any("deaths.panel" in one.key for one in owner)


@pytest.mark.requirement("CTM-37")
def test_the_group_alone_reads_its_tally_and_that_is_noted(side, client_for):
    assert side.analysis
    board, pk = side.board.slug, side.suicide_panel.pk
    address = reverse("deaths:suicide", args=[board, pk])
    member = client_for(side.restricted_member)
    page = member.get(address).content.decode()
    assert "Debt or loss of work" in page and "All together" in page
    assert b"Debt" in member.get(address, {"as": "csv"}).content
    assert client_for(side.officer).get(address).status_code == 404
    noted = AccessRecord.objects.filter(group_id=side.restricted_group.pk)
    said = list(noted.values_list("action", flat=True))
    assert {"read", "export", "refused"} <= set(said)
    seen = client_for(side.officer).get(reverse("boards:access-records", args=[board]))
    assert WORD not in seen.content.decode()
    adding = reverse("deaths:analysis-add", args=[board, pk])
    form = {
        "source": side.restricted_source.pk, "agency": side.agency.pk,
        "factors": ["debt"], "note": "", "sent_once":
        "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2f",
    }  # fmt: skip
    for _twice in range(2):
        said = member.post(adding, form)
        assert said.status_code == 302, said.context["form"].errors
    assert Analysis.objects.count() == 2


@pytest.mark.requirement("CTM-37")
def test_only_an_approved_release_leaves_with_small_counts_hidden(side, client_for):
    panel, by = side.suicide_panel, side.restricted_member
    _reviews(side, 3, ["debt"])
    with pytest.raises(ValidationError):  # too few reviews to say anything
        _release(side)
    _reviews(side, 9, ["isolation"])
    made = _release(side)
    shown = {one["key"]: one["number"] for one in made.content["factors"]}
    assert shown["debt"] is None and shown["isolation"] is None  # 12 less 9 is 3
    assert shown["housing"] == 0 and made.content["reviews"] == 12
    address = reverse("deaths:release", args=[side.board.slug, made.reference])
    steering, officer = client_for(side.chair), client_for(side.officer)
    assert steering.get(address).status_code == 404
    second = make.UserFactory(email="second@example.org")
    seat = make.SeatFactory(group=side.restricted_group, role="officer", post_en="Own")
    make.SeatHoldingFactory(seat=seat, user=second)
    with pytest.raises(ValidationError):
        releases.approve(release=made, by=by)
    releases.approve(release=made, by=second)
    assert steering.get(address).status_code == 200
    assert officer.get(address).status_code == 404  # it went to one group only
    # What came since is too little to tell apart from what was told.
    _reviews(side, 2, ["housing"])
    with pytest.raises(ValidationError):
        _release(side)
    _reviews(side, 5, ["housing"])
    later = {one["key"]: one["number"] for one in _release(side).content["factors"]}
    assert later["housing"] == 7 and later["isolation"] is not None
    assert Panel.objects.get(pk=panel.pk).releases.count() == 2


def _release(side):
    return releases.make_release(
        panel=side.suicide_panel, title="Themes", words="Seen often",
        groups=[side.group], by=side.restricted_member,
    )  # fmt: skip


def _reviews(side, number, factors):
    for _one in range(number):
        source = make.LearningSourceFactory(
            board=side.board, kind="suicide_review", audience="group",
            lead_group=side.restricted_group,
        )  # fmt: skip
        add_analysis(
            panel=side.suicide_panel, source=source, agency=None, factors=factors,
            note="", by=side.restricted_member,
        )  # fmt: skip
