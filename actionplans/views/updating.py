"""Saying how an action goes: progress, more time, withdrawn, opened again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.forms.updates import (
    ExtendForm,
    LookAgainForm,
    ReasonForm,
    ReopenForm,
    UpdateForm,
)
from actionplans.guards import action_to_edit, action_to_review, action_to_update
from actionplans.rhythm import first_look
from actionplans.rules import speaks_for
from actionplans.services import progress
from boards.views.forms import written


def _page(request, action, form, write, **words):
    words.setdefault("caption", action.reference)
    back = action.get_absolute_url()
    return written(request, form, write, back_url=back, **words)


def _closed(request, action):
    messages.error(request, _("This action is closed. Open it again first."))
    return redirect(action)


def _spoken_for(user, action):
    """The agency in whose name the person speaks, if it carries the action."""
    mine = speaks_for(user, action.board_id, action.agency_id)
    return action.agency if mine else None


@require_http_methods(["GET", "POST"])
def action_update(request, board, reference):
    """Progress and status; reported done, the three questions are answered."""
    found = action_to_update(request, reference)
    if found.is_settled or found.merged_into_id:
        return _closed(request, found)
    form = UpdateForm(request.POST or None, action=found, user=request.user)

    def write(data):
        return progress.record_progress(
            action=found, text=data["text"], status=data["status"], by=request.user,
            for_agency=_spoken_for(request.user, found), answers=form.answers,
            sent_once=data["sent_once"],
        )  # fmt: skip

    return _page(
        request, found, form, write, heading=_("Update the action"), hint=found.text,
        submit=_("Save the update"), done=_said_done,
    )  # fmt: skip


def _said_done(update) -> str:
    if update.kind != "done":
        return _("The update is saved. What was said before stays below it.")
    day = update.action.review_on or first_look(update.action)
    words = _("Reported done. The group looks again on %s to see what changed.")
    return words % date_format(day, "j F Y")


@require_POST
def action_no_change(request, board, reference):
    """One press: nothing new. It does not count as movement."""
    found = action_to_update(request, reference)
    if not found.is_open:
        return _closed(request, found)
    progress.record_progress(
        action=found, text="", status=found.status, by=request.user,
        for_agency=_spoken_for(request.user, found),
    )  # fmt: skip
    messages.success(request, _("Noted: no change since the last update."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def action_extend(request, board, reference):
    """More time, with the reason; the group sees how often."""
    found = action_to_update(request, reference)
    if not found.is_open:
        return _closed(request, found)
    form = ExtendForm(request.POST or None, user=request.user)

    def write(data):
        return progress.extend(action=found, by=request.user, **data)

    hint = _("Due on %s.") % date_format(found.due_on, "j F Y")
    if times := found.extended:
        said = ngettext("Extended %d time.", "Extended %d times.", times)
        hint = f"{hint} {said % times}"
    heading, submit = _("Extend the date"), _("Extend")
    return _page(request, found, form, write, heading=heading, submit=submit, hint=hint)


@require_http_methods(["GET", "POST"])
def action_withdraw(request, board, reference):
    """No longer needed, and why."""
    found = action_to_edit(request, reference)
    form = ReasonForm(request.POST or None, user=request.user)

    def write(data):
        return progress.withdraw(action=found, reason=data["reason"], by=request.user)

    return _page(
        request, found, form, write, heading=_("Withdraw the action"),
        hint=found.text, submit=_("Withdraw"), dangerous=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def action_reopen(request, board, reference):
    """Work on it goes on after all."""
    found = action_to_edit(request, reference)
    form = ReopenForm(request.POST or None, user=request.user)

    def write(data):
        said = {name: data[name] for name in ("reason", "status", "new_due_on")}
        return progress.reopen(action=found, by=request.user, **said)

    return _page(
        request, found, form, write, heading=_("Open the action again"),
        hint=found.text, submit=_("Open again"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def action_look_again(request, board, reference):
    """The monitoring group sets the date to revisit or re-audit (CTM-51)."""
    found = action_to_review(request, reference)
    initial = {"review_on": found.review_on, "review_kind": found.review_kind}
    form = LookAgainForm(request.POST or None, initial=initial, user=request.user)

    def write(data):
        return progress.set_look_again(action=found, by=request.user, **data)

    return _page(
        request, found, form, write, heading=_("When to look again"), hint=found.text
    )
