"""Meeting mode: the chair walks the plan, and the record is there at the end."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actionplans.exceptions import EXCEPTIONS
from actionplans.forms.meetings import BeginForm, EndForm, TurnForm
from actionplans.models import Action, ActionUpdate, MeetingItem, MeetingRecord
from actionplans.services.meetings import (
    begin_meeting,
    end_meeting,
    pass_over,
    record_in_meeting,
)
from boards.access import allowed, get_visible_or_404, require
from boards.lists import paginate
from boards.models import Group
from boards.roles import Permission
from boards.views.forms import accepted, form_page

RUN = Permission.RUN_MEETING


def groups_to_run(user, board):
    """Groups whose meetings the person runs: those chaired; officers, open ones."""
    rule = Q(pk__in=user.scope.chaired_group_ids)
    if allowed(user, RUN, board):
        rule |= Q(restricted=False)
    groups = Group.objects.visible_to(user).of(board).filter(rule)
    held = Action.objects.visible_to(user).filter(board=board, agreed=True)
    return groups.filter(pk__in=held.values("monitoring_group"))


@require_GET
def meetings(request, board):
    """Meetings held over the plan, the latest first."""
    rows = MeetingRecord.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("group").annotate(
        items_count=Count("items"),
        discussed_count=Count("items", filter=Q(items__discussed_at__isnull=False)),
    )
    context = {
        "page": paginate(request, rows.order_by("-held_on", "-pk")),
        "may_run": groups_to_run(request.user, request.board).exists(),
    }
    return render(request, "actionplans/meetings.html", context)


@require_http_methods(["GET", "POST"])
def meeting_begin(request, board):
    """Choose the group; the walk begins with what presses most."""
    groups = groups_to_run(request.user, request.board)
    if not groups.exists():
        raise PermissionDenied(RUN.value)
    form = BeginForm(request.POST or None, groups=groups, user=request.user)
    begun = []

    def write(data):
        begun.append(begin_meeting(board=request.board, by=request.user, **data))

    if request.method == "POST" and accepted(form, write):
        return redirect(_turn_url(begun[0], 1))
    return form_page(
        request,
        form,
        heading=_("Begin a meeting"),
        back_url=reverse("actionplans:meetings", args=[request.board.slug]),
        submit=_("Begin"),
    )


def _meeting(request, reference) -> MeetingRecord:
    rows = MeetingRecord.objects.visible_to(request.user)
    rows = rows.select_related("board", "group", "begun_by")
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def _running(request, reference) -> MeetingRecord:
    found = _meeting(request, reference)
    require(request.user, RUN, found)
    return found


def _turn_url(meeting, order):
    address = [meeting.board.slug, meeting.reference, order]
    return reverse("actionplans:meeting-turn", args=address)


def _items(request, meeting):
    """Turns of actions the person may know of."""
    rows = MeetingItem.objects.visible_to(request.user).filter(meeting=meeting)
    return rows.order_by("order")


@require_http_methods(["GET", "POST"])
def meeting_turn(request, board, reference, order):
    """One action, large, with what was said of it and room for what is said now."""
    found = _running(request, reference)
    if found.ended_at:
        return redirect("actionplans:meeting", request.board.slug, found.reference)
    item = _items(request, found).select_related(
        "meeting", "action__agency", "action__owner", "action__plan", "action__board"
    )
    item = item.filter(order=order).first()
    if item is None:
        raise Http404
    form = TurnForm(request.POST or None, action=item.action, user=request.user)
    if request.method == "POST" and _said(form, item, request):
        return redirect(_after(request, found, item))
    return render(request, "actionplans/meeting_turn.html", _turn(request, item, form))


def _said(form, item, request) -> bool:
    def write(data):
        once = data.pop("sent_once")
        record_in_meeting(item=item, said=data, by=request.user, sent_once=once)

    return accepted(form, write)


def _after(request, meeting, item):
    """The next action, or the end of the walk."""
    following = _items(request, meeting).filter(order__gt=item.order).first()
    if following:
        return _turn_url(meeting, following.order)
    return reverse(
        "actionplans:meeting-end", args=[meeting.board.slug, meeting.reference]
    )


def _turn(request, item, form) -> dict:
    orders = list(_items(request, item.meeting).values_list("order", flat=True))
    place = orders.index(item.order)
    said = ActionUpdate.objects.visible_to(request.user).filter(action=item.action)
    return {
        "meeting": item.meeting,
        "item": item,
        "action": item.action,
        "reason": EXCEPTIONS.get(item.reason),
        "form": form,
        "place": place + 1,
        "total": len(orders),
        "updates": said.select_related("by").order_by("-at", "-pk")[:4],
        "before_url": _turn_url(item.meeting, orders[place - 1]) if place else "",
        "after_url": _after(request, item.meeting, item),
    }


@require_POST
def meeting_pass(request, board, reference, order):
    """Nothing to record: on to the next."""
    found = _running(request, reference)
    item = get_visible_or_404(
        _items(request, found).select_related("meeting__board"),
        request.user,
        order=order,
    )
    try:
        pass_over(item=item, by=request.user)
    except ValidationError:
        return redirect("actionplans:meeting", request.board.slug, found.reference)
    return redirect(_after(request, found, item))


@require_http_methods(["GET", "POST"])
def meeting_end(request, board, reference):
    """The summary, and the record is closed."""
    found = _running(request, reference)
    initial = {"note": found.note}
    form = EndForm(request.POST or None, initial=initial, user=request.user)

    def write(data):
        end_meeting(meeting=found, note=data["note"], by=request.user)

    if request.method == "POST" and accepted(form, write):
        return redirect("actionplans:meeting", request.board.slug, found.reference)
    items = _items(request, found)
    last = items.last()
    left = items.filter(discussed_at__isnull=True).count()
    return form_page(
        request,
        form,
        heading=_("End the meeting"),
        back_url=_turn_url(found, last.order if last else 1),
        submit=_("End the meeting"),
        hint=_("%d actions were not reached.") % left if left else "",
    )


@require_GET
def meeting(request, board, reference):
    """The record: what was said of each action, by whom, and what was not reached."""
    found = _meeting(request, reference)
    said = ActionUpdate.objects.visible_to(request.user).filter(meeting=found)
    actions = Action.objects.visible_to(request.user).select_related("agency", "board")
    actions = actions.prefetch_related(
        Prefetch("updates", queryset=said.select_related("by"), to_attr="said")
    )
    items = list(_items(request, found).prefetch_related(Prefetch("action", actions)))
    context = {
        "meeting": found,
        "discussed": [item for item in items if item.discussed_at],
        "not_reached": [item for item in items if not item.discussed_at],
        "may_run": allowed(request.user, RUN, found),
    }
    return render(request, "actionplans/meeting.html", context)
