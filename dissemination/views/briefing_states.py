"""Sharing a briefing, opening it after a second person's check, withdrawing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import note_access
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from dissemination.briefing_fit import fits_of
from dissemination.briefing_reading import WELSH_STATES, pairs_of, welsh_state
from dissemination.briefing_rules import briefing_to_write, may_check
from dissemination.services.briefings import (
    hits_of,
    open_briefing,
    share_briefing,
    withdraw_briefing,
)
from learning.forms.screening import names_of_bodies
from learning.forms.second_reading import OpenToPublicForm


@require_POST
def briefing_share(request, board, reference):
    """Let everybody on the board read it."""
    return _done(request, reference, share_briefing, _("The board can read it now."))


@require_POST
def briefing_withdraw(request, board, reference):
    """Take it from the public and the board at once."""
    return _done(request, reference, withdraw_briefing, _("Withdrawn."))


def _done(request, reference, service, said):
    found = briefing_to_write(request, reference)
    try:
        service(briefing=found, by=request.user)
    except ValidationError as problem:
        said = " ".join(problem.messages)
    messages.success(request, said)
    return redirect(found.get_absolute_url())


@require_http_methods(["GET", "POST"])
def briefing_check(request, board, reference):
    """A second person reads it with what the screen found, and opens it."""
    found = briefing_to_write(request, reference)
    if not may_check(request.user, found):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    bodies = names_of_bodies(request.user)
    hits = hits_of(found, bodies)
    form = OpenToPublicForm(
        request.POST or None, user=request.user, hits=hits,
        initial={"version": found.version, "until": found.public_until},
    )  # fmt: skip

    def write(said):
        open_briefing(
            briefing=found, version=said["version"], note=said["note"],
            until=said["until"], by=request.user, known=bodies,
        )  # fmt: skip

    if request.method == "POST" and accepted(form, write):
        note_access(request.user, found, "opened to the public")
        messages.success(request, _("Anybody can read it now."))
        return redirect(found.get_absolute_url())
    return form_page(
        request,
        form,
        heading=_("Check what the public will read"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        submit=_("I have read it: nobody is recognisable. Open it"),
        template="dissemination/briefing_check.html",
        briefing=found,
        hits=hits,
        pairs=pairs_of(found),
        welsh=WELSH_STATES.get(welsh_state(found)),
        fits=fits_of(found.sections, welsh=found.is_bilingual),
    )
