"""What followed a finding, and what to do next: filled by the floors above.

add_follow_up(lambda user: Q(...))           # findings somebody acts on
add_next_step(lambda user, source: NextStep("Write the action plan", url) or None)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

FOLLOW_UPS: list[Callable] = []
NEXT_STEPS: list[Callable] = []


@dataclass(frozen=True)
class NextStep:
    """A button on the findings of a source. `post` where pressing it writes."""

    text: str
    url: str
    post: bool = False


def add_follow_up(rule: Callable) -> None:
    """`rule(user) -> Q` over findings with an action the person may see."""
    if rule not in FOLLOW_UPS:
        FOLLOW_UPS.append(rule)


def add_next_step(find: Callable) -> None:
    """`find(user, source) -> NextStep` or None where there is nothing to do."""
    if find not in NEXT_STEPS:
        NEXT_STEPS.append(find)


def acted_on(user) -> Q:
    """Findings with an action, as far as the person may know."""
    rule = Q(pk__in=[])
    for each in FOLLOW_UPS:
        rule |= each(user)
    return rule


def settled(user) -> Q:
    """Findings with an action, or with the reason why none is needed (WOL-6)."""
    return acted_on(user) | ~Q(no_action_reason="")


def with_action_flag(findings, user):
    """The same findings with `has_action`."""
    return findings.annotate(
        has_action=ExpressionWrapper(acted_on(user), output_field=BooleanField())
    )


def next_steps(user, source) -> list[NextStep]:
    """What may be done next with what a source taught."""
    return [step for find in NEXT_STEPS if (step := find(user, source))]
