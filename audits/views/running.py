"""Running an issued round: chasing, more time, one agency more or less."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from audits.choices import RoundState
from audits.forms.running import (
    CHOSEN,
    AskForm,
    ChooseReturnsForm,
    ExtendForm,
    ExtendManyForm,
    ReopenForForm,
)
from audits.services import asking, chasing, extending
from audits.views.places import return_or_404
from audits.views.rounds import round_or_404
from boards.access import require
from boards.roles import Permission
from boards.views.forms import form_page, written


@require_http_methods(["GET", "POST"])
def round_remind(request, board, reference):
    """Choose whom to chase, see who would be told what, then send."""
    found = round_or_404(request, reference)
    require(request.user, Permission.CHASE, found)
    if found.state == RoundState.DRAFT:
        return redirect("audits:round-issue", board, reference)
    form = ChooseReturnsForm(request.POST or None, round=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "send":
            return _remind(request, found, form)
        return _preview(request, found, form)
    return form_page(
        request,
        form,
        heading=_("Remind agencies"),
        caption=str(found),
        hint=_("You will see who is told before anything is sent."),
        back_url=found.get_absolute_url(),
        submit=_("Show who will be told"),
    )


def _preview(request, found, form):
    lines = chasing.whom_to_chase(round=found, returns=form.chosen)
    people = {user.pk: user for line in lines for user in line.people}
    sample = next(iter(people.values()), request.user)
    context = {
        "round": found,
        "lines": lines,
        "people": people,
        "message": chasing.sample_message(round=found, person=sample),
        "who": form.cleaned_data["who"],
        "chosen": form.chosen if form.cleaned_data["who"] == CHOSEN else [],
    }
    return render(request, "audits/round_remind.html", context)


def _remind(request, found, form):
    told = chasing.remind(round=found, returns=form.chosen, by=request.user)
    words = ngettext(
        "%(number)s person is being reminded.",
        "%(number)s people are being reminded.",
        len(told),
    )
    messages.success(request, words % {"number": len(told)})
    return redirect(found)


@require_http_methods(["GET", "POST"])
def return_extend(request, board, reference):
    """Give one agency more time, with the reason."""
    found = return_or_404(request, reference)
    require(request.user, Permission.EXTEND, found)
    form = ExtendForm(request.POST or None, user=request.user)

    def write(data):
        extending.extend_return(agency_return=found, by=request.user, **data)

    hint = _("It is due on %s. A late return is taken and marked late in any case.")
    return written(
        request,
        form,
        write,
        heading=_("Give more time"),
        caption=str(found),
        hint=hint % found.due_on.strftime("%-d %B %Y"),
        back_url=found.get_absolute_url(),
        done=_("%s has more time.") % found.agency,
    )


@require_http_methods(["GET", "POST"])
def round_extend(request, board, reference):
    """Give several agencies more time."""
    found = round_or_404(request, reference)
    require(request.user, Permission.EXTEND, found)
    form = ExtendManyForm(request.POST or None, round=found, user=request.user)

    def write(data):
        return extending.extend_many(
            returns=form.chosen,
            new_due_on=data["new_due_on"],
            reason=data["reason"],
            by=request.user,
        )

    return written(
        request,
        form,
        write,
        heading=_("Give agencies more time"),
        caption=str(found),
        hint=_("Agencies whose date is later already keep it."),
        back_url=found.get_absolute_url(),
        done=_more_time,
    )


def _more_time(extended) -> str:
    words = ngettext(
        "%(number)s agency has more time.",
        "%(number)s agencies have more time.",
        len(extended),
    )
    return words % {"number": len(extended)}


@require_http_methods(["GET", "POST"])
def round_ask(request, board, reference):
    """Ask one more agency."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    form = AskForm(
        request.POST or None,
        round=found,
        user=request.user,
        initial={"due_on": found.due_on},
    )

    def write(data):
        return asking.ask_agency_too(round=found, by=request.user, **data)

    return written(
        request,
        form,
        write,
        heading=_("Ask another agency"),
        caption=str(found),
        back_url=found.get_absolute_url(),
        submit=_("Ask this agency"),
        done=lambda made: _("%s is asked too.") % made.agency,
    )


@require_http_methods(["GET", "POST"])
def return_unask(request, board, reference):
    """Stop asking an agency that was asked by mistake."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    if request.method == "GET":
        return render(request, "audits/return_unask.html", {"agency_return": found})
    try:
        asking.withdraw_return(agency_return=found, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)
    messages.success(request, _("%s is no longer asked.") % found.agency)
    return redirect(found.round)


@require_http_methods(["GET", "POST"])
def return_reopen_for(request, board, reference):
    """Let one agency still answer a round that is closed."""
    found = return_or_404(request, reference)
    require(request.user, Permission.REOPEN, found)
    form = ReopenForForm(
        request.POST or None, user=request.user, initial={"new_due_on": found.due_on}
    )

    def write(data):
        asking.reopen_round_for(agency_return=found, by=request.user, **data)

    return written(
        request,
        form,
        write,
        heading=_("Let this agency still answer"),
        caption=str(found),
        back_url=found.get_absolute_url(),
        to=reverse("audits:round", args=[board, found.round.reference]),
        submit=_("Open it for this agency"),
        done=_("%s can answer again.") % found.agency,
    )
