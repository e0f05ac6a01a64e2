"""Many people at one action at the same moment, on real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionUpdate
from actionplans.services.progress import record_progress
from boards.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 200
AT_ONCE = 40  # the private server takes 100 connections


def all_at_once(job):
    """A job for each person, as many at once as the server takes."""

    def run(number):
        try:
            return job(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(PEOPLE)))


def test_200_edits_of_one_action_lose_nothing_and_offer_both_texts(world, client_for):
    side = world.alpha
    cookies = client_for(side.officer).cookies
    address = reverse(
        "actionplans:action-edit", args=[side.board.slug, side.action.reference]
    )

    def edit(number):
        client = Client()
        client.cookies.update(cookies)
        data = {"text": f"words{number}end", "review_kind": "revisit", "version": 1}
        answer = client.post(address, data)
        return answer.status_code, answer.content.decode()

    results = all_at_once(edit)

    kept = Action.objects.get(pk=side.action.pk).text
    losers = [
        (number, page) for number, (status, page) in enumerate(results) if status == 200
    ]
    assert [status for status, _page in results].count(302) == 1
    assert len(losers) == PEOPLE - 1
    for number, page in losers:
        assert f"words{number}end" in page  # their own words, to save again
        assert kept in page  # and what the first one left


def test_200_updates_of_one_action_are_all_kept(world):
    action, user = world.alpha.action, world.alpha.lead

    def say(number):
        return record_progress(
            action=Action.objects.get(pk=action.pk),
            text=f"update {number}",
            status="green",
            by=User.objects.get(pk=user.pk),
        )

    all_at_once(say)

    said = set(
        ActionUpdate.objects.filter(action=action).values_list("text", flat=True)
    )
    assert said == {f"update {number}" for number in range(PEOPLE)}
    assert Action.objects.get(pk=action.pk).version == PEOPLE + 1
