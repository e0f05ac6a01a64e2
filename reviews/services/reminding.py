"""Chasing agencies that owe an answer, by the same digest as everything else."""

from dataclasses import dataclass

from boards.models import User
from learning.services.reminders import nudge, reachable
from reviews import contacts
from reviews.models import InformationRequest


def item_of(review) -> str:
    """The key under which the digest knows a review's late requests."""
    return f"reviews.review:{review.pk}:requests"


@dataclass(frozen=True)
class ToTell:
    """One late request, who would be reminded of it and who was today."""

    request: InformationRequest
    people: list[User]
    told_today: list[User]


def whom_to_tell(*, review, requests) -> list[ToTell]:
    """The single point and the leads of each agency; a constant number of queries."""
    people = contacts.told(requests)
    everybody = {user.pk: user for found in people.values() for user in found}
    found = reachable(everybody.values(), board=review.board, item=item_of(review))
    free = set(found.values_list("pk", flat=True))
    return [
        ToTell(
            one,
            [user for user in people[one.pk] if user.pk in free],
            [user for user in people[one.pk] if user.pk not in free],
        )
        for one in requests
    ]


def remind(*, review, requests, by) -> list[User]:
    """Tell those who owe answers, one message a person and day; gives who gets one."""
    lines = whom_to_tell(review=review, requests=requests)
    if not lines:
        return []
    people = {user.pk: user for line in lines for user in line.people}
    return nudge(
        users=people.values(),
        item=item_of(review),
        due_on=min(line.request.due_on for line in lines),
        board=review.board,
        by=by,
        group=review.source.lead_group,
    )
