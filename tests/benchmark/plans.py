"""Plans and actions to measure on: skewed agencies, long words, every status."""

import datetime
import random

from django.utils import timezone

from actionplans.models import Action, ActionUpdate
from tests import factories as make

STATUSES = ["not_started", "red", "amber", "green", "green", "done", "blue"]
WORDS = (
    "Write the joint protocol on handover between wards and community teams, agree "
    "it with every partner, and show in supervision records that it is followed. "
)
PER_PLAN = 40


def busy_plans(board, officer, agencies, people, actions: int):
    """So many actions in agreed plans; one agency carries two fifths of them."""
    chance = random.Random(7)
    groups = [make.GroupFactory(board=board) for _number in range(5)]
    today = timezone.localdate()
    rows = []
    for number in range(max(1, actions // PER_PLAN)):
        plan = _plan(board, officer, groups[number % 5])
        rows += [
            _action(plan, at, chance, agencies, people, today)
            for at in range(min(PER_PLAN, actions))
        ]
    Action.objects.bulk_create(rows, batch_size=2000)
    said = [
        ActionUpdate(action=one, kind="progress", text=WORDS, by=officer)
        for one in rows[::2]
    ]
    ActionUpdate.objects.bulk_create(said, batch_size=5000)
    return groups


def _plan(board, officer, group):
    source = make.LearningSourceFactory(board=board, lead_group=group)
    return make.ActionPlanFactory(
        board=board,
        source=source,
        monitoring_group=group,
        state="agreed",
        agreed_by=officer,
        agreed_at=timezone.now(),
        created_by=officer,
    )


def _action(plan, at, chance, agencies, people, today) -> Action:
    busiest = chance.random() < 0.4
    due = today + datetime.timedelta(chance.randint(-500, 500))
    return Action(
        board=plan.board,
        plan=plan,
        source=plan.source,
        reference=Action.new_reference(),
        order=at,
        recommendation_text=WORDS,
        rationale=WORDS,
        text=f"{chance.choice(['Review', 'Train', 'Audit', 'Publish'])}: {WORDS}",
        due_on=due,
        original_due_on=due,
        responsible="Head of service",
        agency=agencies[0] if busiest else chance.choice(agencies),
        owner=chance.choice(people),
        monitoring_group=plan.monitoring_group,
        intended_outcome=WORDS,
        measure=WORDS if chance.random() < 0.8 else "",
        status=chance.choice(STATUSES),
        agreed=True,
        moved_at=timezone.localtime() - datetime.timedelta(chance.randint(0, 400)),
    )
