"""Keeping a board's groups and what each does with learning."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from boards.access import note_access
from boards.models import Group, GroupFunction
from boards.services.links import set_links

LINKS = {"reports_to", "shared_with"}


@transaction.atomic
def add_group(*, board, values: dict, by) -> Group:
    """Make a group. Whoever makes a restricted one takes an officer's seat on it."""
    group = Group(board=board, key=new_key(values["name_en"]))
    _write(group, values, by)
    if group.restricted:
        seat = group.seats.create(
            role="officer", post_en=by.post or _("Officer"), voting=False
        )
        seat.holdings.create(user=by, nominated_by=by)
        note_access(by, group, "made a restricted group", group=group)
    return group


@transaction.atomic
def edit_group(*, group, values: dict, by) -> Group:
    """Change a group; raises ValidationError naming the field.

    Only a member may restrict a group: nobody locks themselves out.
    """
    locked = Group.objects.select_for_update().get(pk=group.pk)
    turned = values["restricted"] != locked.restricted
    if turned and locked.pk not in by.scope.group_ids:
        raise ValidationError(
            {"restricted": _("Only a member of the group may restrict it.")}
        )
    _write(locked, values, by)
    if turned:
        note_access(by, locked, "changed who may know of it", group=locked)
    return locked


def _write(group, values, by):
    for name in values.keys() - LINKS:
        setattr(group, name, values[name])
    refuse_cycles(group, values)
    group.save()
    for name in values.keys() & LINKS:
        set_links(record=group, name=name, chosen=values[name], by=by)


def new_key(name: str) -> str:
    """A key made of the name. Always drawn: one that gives way would tell of a group
    that the person may not see."""
    return f"{slugify(name)[:60] or 'group'}-{get_random_string(6).lower()}"


def refuse_cycles(group, values: dict) -> None:
    """No group stands below, or reports to, itself by any way round."""
    above = {pk: [parent] if parent else [] for pk, parent in _parents(group)}
    if group.parent_id and _reaches(group.parent_id, group.pk, above):
        raise ValidationError(
            {"parent": _("This group stands below the one you are changing.")}
        )
    heard: dict[int, list] = {}
    for low, high in Group.reports_to.through.objects.values_list(
        "from_group", "to_group"
    ):
        heard.setdefault(low, []).append(high)
    for other in values.get("reports_to", ()):
        if _reaches(other.pk, group.pk, heard):
            raise ValidationError(
                {"reports_to": _("%(name)s reports to this group.") % {"name": other}}
            )


def _parents(group):
    return Group.objects.values_list("pk", "parent_id")


def _reaches(start, goal, ways) -> bool:
    """Whether going up from a group ever arrives at another."""
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return goal is not None
        if here not in seen:
            seen.add(here)
            waiting += ways.get(here, [])
    return False


@transaction.atomic
def save_functions(*, formset, by) -> None:
    """Write the functions of a group as the page has them."""
    formset.save()


@transaction.atomic
def reassign_function(*, held, to, on, by) -> GroupFunction:
    """Another group holds the function from a day; the first until the day before.

    Raises ValidationError when the other holds it already or the day is too early.
    """
    last_day = on - timedelta(days=1)
    if held.valid_from and held.valid_from > last_day:
        raise ValidationError({"on": _("Choose a day after the function began.")})
    if to.functions.live(on).filter(function=held.function).exists():
        raise ValidationError({"to": _("This group holds the function already.")})
    held.valid_to = last_day
    held.save()
    return to.functions.create(function=held.function, valid_from=on)
