"""The log of sharing: channel, audience, date, reach; out and in."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from dissemination.models import ShareRecord
from dissemination.services.shares import log_share


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


def typed(side, **values):
    usual = {
        "direction": "out", "kind": "audience", "audience": side.audience.pk,
        "content": "What the audit showed", "method": side.channel.pk, "reach": "80",
        "on_day": "3", "on_month": "2", "on_year": "2026",
        "sent_once": "6f0c3a94-1111-4f3c-8c11-a06a3f9a2e01",
    }  # fmt: skip
    return usual | values


@pytest.mark.requirement("CTM-42", "SOM-11", "SOM-26")
def test_an_officer_logs_channel_audience_date_and_reach_of_a_source(side, client_for):
    address = url(side, "share-add-from", side.source.reference)
    for _again in range(2):
        client_for(side.officer).post(address, typed(side))
    made = ShareRecord.objects.get()
    assert (made.source, made.method) == (side.source, side.channel)
    assert (made.audience, made.reach, made.on.isoformat()) == (
        side.audience, 80, "2026-02-03",
    )  # fmt: skip
    page = client_for(side.officer).get(url(side, "sharing-of", side.source.reference))
    assert list(page.context["shares"]) == [made]


@pytest.mark.requirement("WOL-35", "HAR-40")
def test_a_member_of_a_group_passes_on_to_another_group(side, client_for):
    data = typed(
        side, kind="group", from_group=side.group.pk, to_group=side.second_group.pk
    )
    client_for(side.chair).post(url(side, "share-add"), data)
    made = ShareRecord.objects.get()
    assert (made.from_group, made.to_group) == (side.group, side.second_group)
    assert made.audience is None  # belongs to another choice


@pytest.mark.requirement("SOM-4")
@pytest.mark.parametrize("direction", ["out", "in"])
def test_learning_goes_out_to_other_boards_and_comes_in(side, client_for, direction):
    data = typed(
        side, kind="board", direction=direction, body="Neighbouring adults board"
    )
    client = client_for(side.officer)
    client.post(url(side, "share-add"), data)
    found = client.get(url(side, "shares") + f"?direction={direction}&kind=board")
    assert [row.body for row in found.context["page"]] == ["Neighbouring adults board"]


def test_what_a_choice_needs_must_be_there(side, client_for):
    data = typed(side, kind="body", content="Our themes")
    page = client_for(side.officer).post(url(side, "share-add"), data)
    assert "Name the partnership or body." in page.content.decode()
    assert "Our themes" in page.content.decode()
    assert not ShareRecord.objects.exists()


def test_filters_and_export(side, client_for):
    client, share = client_for(side.officer), side.share

    def shown(query):
        return list(client.get(url(side, "shares") + query).context["page"])

    assert shown(f"?method={side.channel.pk}&audience={side.audience.pk}") == [share]
    assert shown("?q=forum") == [share]
    assert shown("?q=nowhere") == []
    assert shown("?since=2099-01-01") == []
    file = client.get(url(side, "shares") + "?as=csv").content.decode()
    assert share.content in file
    assert side.source.reference in file


def test_restricted_groups_never_show(side):
    with pytest.raises(ValidationError):
        log_share(
            board=side.board, by=side.officer, kind="group", from_group=side.group,
            to_group=side.restricted_group, content="x",
        )  # fmt: skip
    assert side.restricted_share
    assert not ShareRecord.objects.visible_to(side.officer)
    assert ShareRecord.objects.visible_to(side.restricted_member)


def test_costs_the_same_for_3_and_300(side, client_for, django_assert_max_num_queries):
    client, counts = client_for(side.officer), []
    client.get(url(side, "shares"))
    for more in (3, 297):
        rows = [
            ShareRecord(
                board=side.board, kind="audience", audience=side.audience,
                source=side.source, method=side.channel, content="x", by=side.lead,
            )
            for _number in range(more)
        ]  # fmt: skip
        ShareRecord.objects.bulk_create(rows)
        with django_assert_max_num_queries(12) as found:
            client.get(url(side, "shares"))
        counts.append(len(found))
    assert counts[0] == counts[1]
