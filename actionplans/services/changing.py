"""Changes many actions at once: all in one transaction, each with its history."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from actionplans.cells import LONG
from actionplans.changing import Change, Proposed, refusal_of
from actionplans.choices import MOVEMENT, ActionStatus, UpdateKind
from actionplans.models import Action, ActionUpdate
from actionplans.rhythm import first_look
from actionplans.services.progress import set_status

FIELDS = [
    "recommendation_text", "rationale", "text", "due_on", "responsible",
    "intended_outcome", "measure", "agency", "owner", "lead_member",
    "monitoring_group", "status", "status_on", "review_on", "extended", "moved_at",
    "version",
]  # fmt: skip
AT_ONCE = 500


@dataclass
class Changed:
    """What came of it: references of actions changed, and of those overtaken."""

    changed: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return {"changed": self.changed, "stale": self.stale}


@transaction.atomic
def apply_changes(*, proposed: list[Proposed], seen: dict[int, int], by) -> Changed:
    """Make every change, or none where one fails.

    `seen` is the version of each action its preview showed: an action somebody saved
    since is left as it is, and named.
    """
    done, updates, actions = Changed(), [], []
    wanted = {one.action.pk: one for one in proposed if one.changes}
    rows = Action.objects.visible_to(by).filter(pk__in=wanted).order_by("pk")
    rows = rows.select_related("plan", "board", "agency", "owner", "lead_member")
    for action in rows.select_for_update(of=("self",)):
        one = wanted.pop(action.pk)
        if seen.get(action.pk) != action.version:
            done.stale.append(action.reference)
            continue
        made = _change(action, one, by)
        if made:
            actions.append(action)
            updates += made
            done.changed.append(action.reference)
    done.stale += [one.action.reference for one in wanted.values()]
    ActionUpdate.objects.bulk_create(updates, batch_size=AT_ONCE)
    bulk_update_with_history(
        actions, Action, FIELDS, batch_size=AT_ONCE, default_user=by
    )
    return done


def _change(action, one: Proposed, by) -> list[ActionUpdate]:
    """Set the parts that may change and say so in the action's history."""
    changes = {
        change.name: change
        for change in one.changes
        if not refusal_of(action, change.name, change.value, one.reason, by)
    }
    if not changes:
        return []
    made = [
        *_edited(action, changes, by),
        *_extended(action, changes, one.reason, by),
        *_said(action, changes, one.reason, by),
    ]
    action.version += 1
    if any(update.kind in MOVEMENT for update in made):
        action.moved_at = timezone.now()
    return made


def _update(action, by, **said) -> ActionUpdate:
    mine = action.agency_id in by.scope.agencies.get(action.board_id, ())
    return ActionUpdate(
        action=action, by=by, for_agency_id=action.agency_id if mine else None, **said
    )


def _edited(action, changes, by):
    names = [n for n in changes if n not in ("due_on", "status", "progress")]
    for name in names:
        setattr(action, name, changes[name].value)
    if not names:
        return []
    words = "\n".join(_line(changes[name]) for name in names)
    return [_update(action, by, kind=UpdateKind.EDITED, text=words)]


def _line(change: Change) -> str:
    """Short parts with both words; of long ones, that they were rewritten."""
    if change.name in LONG:
        return _("%s: rewritten") % change.label
    nothing = _("nothing")
    words = {"old": change.old or nothing, "new": change.new or nothing}
    return f"{change.label}: " + _("%(old)s, now %(new)s") % words


def _extended(action, changes, reason, by):
    if "due_on" not in changes:
        return []
    old, new = action.due_on, changes["due_on"].value
    action.due_on, action.extended = new, action.extended + 1
    return [
        _update(
            action, by, kind=UpdateKind.EXTENDED, text=reason, status=action.status,
            old_due_on=old, new_due_on=new,
        )
    ]  # fmt: skip


def _said(action, changes, reason, by):
    """Progress and a new status are one entry, as on the action's own page."""
    if not {"status", "progress"} & changes.keys():
        return []
    text = changes["progress"].value if "progress" in changes else ""
    kind = UpdateKind.PROGRESS
    if "status" in changes:
        kind = _set_status(action, changes["status"].value)
        text = text or reason
    return [_update(action, by, kind=kind, text=text, status=action.status)]


def _set_status(action, status) -> str:
    set_status(action, status)
    if status == ActionStatus.DONE:
        action.review_on = action.review_on or first_look(action)
        return UpdateKind.DONE
    if status == ActionStatus.WITHDRAWN:
        return UpdateKind.WITHDRAWN
    return UpdateKind.PROGRESS
