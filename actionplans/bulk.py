"""One change laid over many actions."""

import datetime

from actionplans.changing import Proposed, present
from actionplans.forms.bulk import NAMED
from actionplans.models import Action, BringingIn

MOST = 1000  # actions changed in one go: as many as anybody reads through


def chosen_actions(chosen: BringingIn, user):
    """The actions ticked, as this person may know of them today."""
    wanted = [row["pk"] for row in chosen.rows]
    rows = Action.objects.visible_to(user).filter(board=chosen.board, pk__in=wanted)
    return rows.select_related(
        "plan", "board", "agency", "owner", "lead_member", "monitoring_group"
    ).order_by("due_on", "pk")


def values_of(change: dict, directory) -> dict:
    """The values a kept change names; what is no longer there is left out."""
    values = {}
    for name, kind in NAMED.items():
        row = getattr(directory, kind).get(int(change.get(name) or 0))
        values |= {name: row} if row else {}
    if day := change.get("due_on"):
        values["due_on"] = datetime.date.fromisoformat(day)
    if status := change.get("status"):
        values["status"] = status
    return values


def propose_bulk(chosen: BringingIn, directory, user) -> list[Proposed]:
    """What the change would do to each action, and what it cannot do."""
    change = chosen.asked.get("change", {})
    values, reason = values_of(change, directory), change.get("reason", "")
    found = []
    for action in chosen_actions(chosen, user):
        one = Proposed(action, reason=reason)
        for name, value in values.items():
            if present(action, name) != value:
                one.propose(name, value, user)
        found.append(one)
    return found
