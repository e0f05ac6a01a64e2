"""Requests that were sent: more time, reminding, accepting, sending back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from boards.views.forms import accepted, form_page, written
from learning.services.versions import StaleVersion
from reviews.forms.requests import AcceptForm, ExtendForm, SendBackForm
from reviews.guards import review_to_manage
from reviews.services import reminding
from reviews.services import requests as services
from reviews.views.requests import HERE, above, request_or_404, rows_of, sample
from reviews.views.work import address, page


@require_http_methods(["GET", "POST"])
def request_extend(request, board, reference, asked):
    """Give an agency more time, with the reason."""
    review = review_to_manage(request, reference)
    found = request_or_404(request, review, asked)
    form = ExtendForm(request.POST or None, user=request.user)
    return written(
        request,
        form,
        lambda said: services.extend(request=found, by=request.user, **said),
        back_url=address(review, "review-request", asked),
        heading=_("Give %s more time") % found.agency,
        caption=found.title,
        hint=_("Due on %s now.") % services.in_words(found.due_on),
        submit=_("Give more time"),
    )


@require_http_methods(["GET", "POST"])
def request_accept(request, board, reference, asked):
    """Take the answer, and say how useful it was."""
    return _judge(
        request,
        reference,
        asked,
        AcceptForm,
        services.accept,
        heading=_("Accept the answer of %s"),
        submit=_("Accept"),
        done=_("The answer is accepted."),
    )


@require_http_methods(["GET", "POST"])
def request_return(request, board, reference, asked):
    """Send the answer back, saying what is missing."""
    return _judge(
        request,
        reference,
        asked,
        SendBackForm,
        services.send_back,
        heading=_("Send the answer of %s back"),
        submit=_("Send back"),
        done=_("The agency is asked for more."),
    )


def _judge(request, reference, asked, form_class, service, *, heading, submit, done):
    review = review_to_manage(request, reference)
    found = request_or_404(request, review, asked)
    form = form_class(request.POST or None, user=request.user, request=found)
    back, stale = address(review, "review-request", asked), []

    def write(said):
        try:
            service(request=found, by=request.user, **said)
        except StaleVersion as problem:
            stale.append(problem.current)

    if request.method == "POST" and accepted(form, write):
        if not stale:
            messages.success(request, done)
            return redirect(back)
        form.add_error(None, _changed(form, stale[0]))
    return form_page(
        request,
        form,
        heading=heading % found.agency,
        caption=found.title,
        back_url=back,
        submit=submit,
    )


def _changed(form, current):
    """Somebody judged it meanwhile: say so, keep the words, ask again."""
    form.data = form.data.copy()
    form.data["version"] = current.version
    said = _("Somebody else changed this request meanwhile: it is “%s” now.")
    return said % current.get_state_display().lower()


@require_http_methods(["GET", "POST"])
def request_remind(request, board, reference):
    """Chase what is late: see who is told, then tell them, by the one digest."""
    review = review_to_manage(request, reference)
    owed = list(rows_of(request, review).overdue())
    if request.method == "POST":
        told = reminding.remind(review=review, requests=owed, by=request.user)
        words = ngettext(
            "%d person is being reminded.", "%d people are being reminded.", len(told)
        )
        messages.success(request, words % len(told))
        return redirect(address(review, "review-requests"))
    lines = reminding.whom_to_tell(review=review, requests=owed)
    people = {user.pk: user for line in lines for user in line.people}
    return page(
        request,
        review,
        HERE,
        heading=_("Remind agencies that are late"),
        template="reviews/request_remind.html",
        above=above(review),
        lines=lines,
        people=people,
        message=sample(request, owed, next(iter(people.values()))) if people else None,
    )
