"""The year's work plan of the group that spreads learning, where a board has one."""

from datetime import timedelta

from django.utils import timezone

from boards.models import Group
from dissemination.choices import WorkState
from dissemination.services.work import add_task
from dissemination.work_plan import strands_of, template_of
from learning.services.years import financial_year

# For each strand in turn: task, days from today, state, progress.
TASKS = [
    ("Agree the plan of the year and look at it every second month.", -150, "done",
     "Agreed in the spring; looked at in three meetings since."),
    ("Answer each summary of learning within four weeks.", 60, "under_way",
     "Five of six answered in time."),
    ("Ask each group how it will know that a lesson took hold.", -12, "under_way",
     "Two groups have named a measure."),
    ("Hold two learning events and record which agencies came.", 95, "under_way",
     "One held; nine of twelve agencies came."),
    ("Read the bruising protocol against this year's reviews.", 40, "planned", ""),
    ("Restart the forum of practitioners, each term.", -70, "done",
     "Met twice; its questions went to the policy group."),
    ("Set out the training offer for the coming year.", 120, "planned", ""),
    ("Send a newsletter each quarter and point to the shared resource.", 25,
     "under_way", "Two of four sent."),
]  # fmt: skip
# The last strand stands empty: an officer sees at once what nobody has begun.


def seed_work_plan(board, people) -> None:
    """Tasks on all strands but one; one of them late."""
    template = template_of(board, people.officer)
    if template is None:
        return
    strands = strands_of(template)
    group = Group.objects.get(board=board, key="learning_and_development_group")
    for strand, (task, days, state, progress) in zip(strands, TASKS, strict=False):
        add_task(
            board=board, by=people.officer, group=group, year=financial_year(),
            strand=strand, task=task, state=WorkState(state), progress=progress,
            due_on=timezone.localdate() + timedelta(days),
        )  # fmt: skip
