"""Pages of the composite plan, most pressing first, in the order of one long sort."""

import datetime

import pytest
from django.urls import reverse

from actionplans.models import Action
from tests import factories as make

STATUSES = ["blue", "red", "withdrawn", "amber", "green", "done"]
TODAY = datetime.date.today


@pytest.fixture
def side(world):
    for number in range(70):
        make.ActionFactory(
            plan=world.alpha.plan,
            status=STATUSES[number % 6],
            due_on=TODAY() + datetime.timedelta(number * 7 % 50),
            original_due_on=TODAY(),
        )
    return world.alpha


@pytest.mark.parametrize("who", ["officer", "lead"])
def test_pages_follow_each_other_in_order(side, client_for, who):
    Action.objects.filter(board=side.board).exclude(confined_to=None).update(
        agency=None
    )
    side.plan.actions.update(agency=side.agency)
    client, seen = client_for(getattr(side, who)), []
    address = reverse("actionplans:composite", args=[side.board.slug])
    for page in (1, 2, 3):
        rows = client.get(f"{address}?page={page}").context["rows"]
        seen += [row.pk for row, *_rest in rows]
    wanted = side.plan.actions.settled_last().order_by("settled", "due_on", "pk")
    assert seen == list(wanted.values_list("pk", flat=True))
    assert len(seen) == 71
