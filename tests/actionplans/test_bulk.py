"""Many actions changed at once: previewed, all or what may, never over others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionUpdate, BringingIn
from tests import factories as make
from tests.days import boxes


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def rows(side):
    return [make.ActionFactory(plan=side.plan, agency=side.agency) for _n in range(3)]


def choose(client, side, actions=None, **more):
    """Tick actions; the page that asks what to change."""
    address = reverse("actionplans:bulk-choose", args=[side.board.slug])
    ticked = [one.reference for one in actions or []]
    return client.post(address, {"tick": ticked, "which": "ticked"} | more)


def asked(client, side, actions, **change):
    """Tick and say what to change; the address of the preview."""
    page = choose(client, side, actions).url
    answer = client.post(page, change)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def press(client, url):
    """What the button of the preview sends."""
    seen = client.get(url).context["seen"]
    return client.post(url, {"seen": seen})


def test_officer_assigns_several_actions_after_a_preview(side, rows, client_for):
    client = client_for(side.officer)
    url = asked(client, side, rows, owner=side.lead.pk, agency=side.other_agency.pk)
    page = client.get(url).content.decode()
    assert side.lead.full_name in page and str(side.other_agency) in page
    assert not side.lead.owned_actions.exists()  # shown, not done

    result = client.get(press(client, url).url).content.decode()

    assert "3 actions were changed" in result
    for row in rows:
        row.refresh_from_db()
        assert (row.owner, row.agency, row.version) == (side.lead, side.other_agency, 2)
        assert row.history.first().history_user == side.officer
        update = row.updates.get()
        assert update.kind == "edited" and side.lead.full_name in update.text


def test_twice_pressed_is_once_done(side, rows, client_for):
    client = client_for(side.officer)
    url = asked(client, side, rows, owner=side.lead.pk)
    first = press(client, url)
    second = client.post(url, {"seen": ""})
    assert first.url == second.url
    assert ActionUpdate.objects.filter(kind="edited").count() == 3


def test_a_later_date_is_an_extension_with_its_reason(side, rows, client_for):
    client = client_for(side.officer)
    day = timezone.localdate() + datetime.timedelta(200)
    form = client.post(choose(client, side, rows).url, boxes("due_on", day))
    assert "Give the reason" in form.content.decode()
    rows[0].status = "blue"
    rows[0].save()
    url = asked(client, side, rows, reason="Wards moved", **boxes("due_on", day))
    page = client.get(url).content.decode()
    assert "Only an open action is given more time." in page
    press(client, url)
    rows[1].refresh_from_db()
    assert (rows[1].due_on, rows[1].extended) == (day, 1)
    update = rows[1].updates.get()
    assert (update.kind, update.text, update.new_due_on) == (
        "extended", "Wards moved", day,
    )  # fmt: skip
    rows[0].refresh_from_db()
    assert rows[0].extended == 0


def test_embedded_is_not_offered_and_not_taken(side, rows, client_for):
    client = client_for(side.officer)
    page = choose(client, side, rows).url
    assert 'value="blue"' not in client.get(page).content.decode()
    answer = client.post(page, {"status": "blue"})
    assert answer.status_code == 200


def test_what_somebody_changed_since_the_preview_stays(side, rows, client_for):
    client = client_for(side.officer)
    url = asked(client, side, rows, status="amber", reason="Asked in June")
    seen = client.get(url).context["seen"]
    rows[0].text, rows[0].version = "Written meanwhile", 2
    rows[0].save()
    result = client.get(client.post(url, {"seen": seen}).url).content.decode()
    rows[0].refresh_from_db()
    rows[1].refresh_from_db()
    assert (rows[0].status, rows[0].text) == ("not_started", "Written meanwhile")
    assert rows[1].status == "amber"
    assert "somebody changed them meanwhile" in result
    assert rows[0].reference in result.partition("meanwhile")[2]


def test_an_agency_changes_the_status_of_its_own_and_nothing_else(
    side, rows, client_for
):
    client = client_for(side.lead)
    other = make.ActionFactory(plan=side.plan, agency=side.other_agency)
    page = choose(client, side, [*rows, other]).url
    form = client.get(page)
    assert len(form.context["actions"]) == 3
    assert "owner" not in form.context["form"].fields
    client.post(page, {"status": "green", "reason": "Begun", "owner": side.lead.pk})
    waiting = BringingIn.objects.get()
    preview = reverse("actionplans:bulk-preview", args=["alpha", waiting.pk])
    press(client, preview)
    rows[0].refresh_from_db()
    assert (rows[0].status, rows[0].owner) == ("green", None)
    assert rows[0].updates.get().for_agency == side.agency


def test_all_that_is_shown_is_all_that_the_filters_show(side, rows, client_for):
    client = client_for(side.officer)
    rows[0].status = "red"
    rows[0].save()
    answer = choose(client, side, which="all", filters="status=red")
    assert [one.pk for one in client.get(answer.url).context["actions"]] == [rows[0].pk]


def test_nothing_ticked_says_so(side, client_for):
    client = client_for(side.officer)
    answer = choose(client, side, [])
    page = client.get(answer.url).content.decode()
    assert "Tick the actions you want to change first." in page


def test_what_is_done_costs_the_same_for_3_and_30(side, client_for):
    client, counts = client_for(side.officer), []
    for size in (3, 30):
        actions = [make.ActionFactory(plan=side.plan) for _n in range(size)]
        url = asked(client, side, actions, agency=side.agency.pk)
        seen = client.get(url).context["seen"]
        with CaptureQueriesContext(connection) as queries:
            client.post(url, {"seen": seen})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_that_could_name_somebody_are_asked_about_once(side, rows, client_for):
    client = client_for(side.officer)
    page = choose(client, side, rows).url
    form = client.post(page, {"status": "amber", "reason": "Mrs Jenkins is away"})
    said = form.content.decode()
    assert "Mrs Jenkins is away" in said and "It identifies nobody" in said
