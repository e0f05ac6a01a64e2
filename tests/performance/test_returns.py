"""Figures an agency types in: asked for, drafted, handed in once for every board."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from boards.models import BoardAgency
from learning.deadlines import chases, dues
from performance.models import FigureReturn, IndicatorValue, ReturnLine
from tests import factories as make
from tests.days import boxes
from tests.fixtures.carrying import canary
from tests.fixtures.measuring import quarter

pytestmark = pytest.mark.django_db


def url(side, name, *args):
    return reverse(f"performance:{name}", args=[side.board.slug, *args])


def called(side, client_for):
    """The officer asks every owner for a quarter."""
    assert side.own_place
    said = {"period": quarter(0)[2], **boxes("due_on", timezone.localdate())}
    sent = client_for(side.officer).post(url(side, "returns-call"), said)
    assert sent.status_code == 302, sent.context["form"].errors
    return FigureReturn.objects.get(board=side.board, agency=side.agency)


def posted(made, **lines):
    made.refresh_from_db()
    said = {"version": made.version}
    for key, (state, value, commentary) in lines.items():
        pk = made.board.indicators.get(key=key).pk
        said |= {f"state_{pk}": state, f"value_{pk}": value,
                 f"commentary_{pk}": commentary}  # fmt: skip
    return said


@pytest.mark.requirement("CTM-23", "SOL-7")
def test_a_return_needs_its_commentary_and_the_chair_sees_who_is_missing(
    world, client_for
):
    side = world.alpha
    assert side.indicator
    assert side.other_indicator
    side.indicator_of("visits_in_time", side.agency)
    made = called(side, client_for)
    lead, chair = client_for(side.lead), client_for(side.chair)
    assert f"performance.figurereturn:{made.pk}" in [
        one.key for one in dues(timezone.localdate(), user=side.lead)
    ]
    address = made.get_absolute_url()
    draft = {
        "conferences_in_time": ("complete", "81.24", ""),
        "visits_in_time": ("", "", f"Not yet {canary('alpha', 'draft')}"),
    }
    wrong = lead.post(address, posted(made, **draft))
    assert wrong.status_code == 200  # more decimals than the measure has
    draft["conferences_in_time"] = ("complete", "81.2", "")
    assert lead.post(address, posted(made, **draft)).status_code == 302
    assert canary("alpha", "draft") not in chair.get(address).content.decode()
    refused = lead.post(address, posted(made, **draft) | {"hand_in": "1"})
    assert len(refused.context["form"].errors) == 2
    stale = lead.post(address, posted(made, **draft) | {"version": 0})
    assert stale.context["form"].errors["__all__"]
    assert client_for(side.contributor).post(
        address, posted(made, **draft) | {"hand_in": "1"}
    ).status_code == 403  # fmt: skip
    page = chair.get(url(side, "returns"), {"state": "missing"}).context
    assert (page["missing"], page["page"].paginator.count) == (2, 2)
    FigureReturn.objects.update(due_on="2026-01-01")
    late = [one.count for one in chases(timezone.localdate(), side.chair)]
    assert 2 in late

    whole = {
        "conferences_in_time": ("complete", "81.2", "Two were late for lack of a room"),
        "visits_in_time": ("not_available", "", "The system was down"),
    }
    sent = lead.post(address, posted(made, **whole) | {"hand_in": "1"})

    assert sent.status_code == 302, sent.context["form"].errors
    assert chair.get(url(side, "returns")).context["missing"] == 1
    assert "lack of a room" in chair.get(address).content.decode()
    values = IndicatorValue.objects.filter(board=side.board).order_by("indicator__key")
    assert [(one.value, one.missing) for one in values] == [
        (Decimal("81.2"), ""), (None, "not_supplied"),
    ]  # fmt: skip
    again = client_for(side.officer)
    said = {"period": quarter(0)[2], **boxes("due_on", timezone.localdate())}
    again.post(url(side, "returns-call"), said)
    assert FigureReturn.objects.filter(board=side.board).count() == 2


@pytest.mark.requirement("HAR-5")
def test_one_return_serves_every_board_the_agency_sits_on(world, client_for):
    alpha, beta = world.alpha, world.beta
    BoardAgency.objects.create(board=beta.board, agency=alpha.agency)
    make.MembershipFactory(
        user=alpha.lead, board=beta.board, agency=alpha.agency, role="agency_lead"
    )
    assert alpha.indicator
    theirs = beta.indicator_of(
        "their_name_for_it", alpha.agency, measure_key="conferences_in_time"
    )
    own = beta.indicator_of("unshared", alpha.agency, measure_key="")
    first = called(alpha, client_for)
    assert beta.own_place
    said = {"period": quarter(0)[2], **boxes("due_on", timezone.localdate())}
    client_for(beta.officer).post(url(beta, "returns-call"), said)
    other = FigureReturn.objects.get(board=beta.board, agency=alpha.agency)

    lines = {"conferences_in_time": ("complete", "88.0", "Steady")}
    lead = client_for(alpha.lead)
    sent = lead.post(
        first.get_absolute_url(), posted(first, **lines) | {"hand_in": "1"}
    )

    assert sent.status_code == 302, sent.context["form"].errors
    found = IndicatorValue.objects.get(board=beta.board)
    assert (found.indicator, found.place, found.value) == (
        theirs, beta.own_place, Decimal(88),
    )  # fmt: skip
    line = ReturnLine.objects.get(figure_return=other)
    assert (line.indicator, line.commentary) == (theirs, "Steady")
    other.refresh_from_db()
    assert other.handed_in_at is None
    own.active_to = "2020-01-01"
    own.save()
    first.handed_in_at = first.handed_in_by = None
    first.save()
    lines = {"conferences_in_time": ("complete", "89.0", "Steady")}
    lead.post(first.get_absolute_url(), posted(first, **lines) | {"hand_in": "1"})
    other.refresh_from_db()
    assert other.handed_in_by == alpha.lead
    current = IndicatorValue.objects.current().get(board=beta.board)
    assert (current.value, current.revises.get().value) == (Decimal(89), Decimal(88))
