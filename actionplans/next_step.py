"""From what a source taught to its plan: the button on the page of its findings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from boards.access import allowed
from boards.roles import Permission
from learning.follow_up import NextStep, add_next_step


def to_the_plan(user, source) -> NextStep | None:
    """Open the plan there is, or a new one from the findings (HAR-18)."""
    plans = ActionPlan.objects.visible_to(user).select_related("board")
    if plan := plans.filter(source=source).first():
        return NextStep(_("Go to the action plan"), plan.get_absolute_url())
    if not allowed(user, Permission.MANAGE_PLAN, source):
        return None
    address = reverse(
        "actionplans:plan-open-source", args=[source.board.slug, source.reference]
    )
    return NextStep(_("Write the action plan"), address)


add_next_step(to_the_plan)
