"""One recommendation: what was asked, what the addressee said, what was done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.forms.words import add_errors
from boards.roles import Permission
from boards.views.forms import form_page
from learning.alike import outcomes_of
from learning.forms.recommendations import ReplyForm
from learning.models import Finding
from learning.rules import may_reply, may_write_findings
from learning.services.recommendations import reply
from learning.views.recommendations import recommendation_or_404
from learning.views.versioned import kept


@require_GET
def recommendation(request, board, pk):
    """One recommendation with its reply and its history."""
    found = recommendation_or_404(request, pk)
    user = request.user
    findings = Finding.objects.visible_to(user).filter(recommendations=found)
    context = {
        "recommendation": found,
        "findings": findings,
        "writes": found.source_seen and may_write_findings(user, found.source),
        "replies": found.is_issued and may_reply(user, found),
        "outcome": outcomes_of(user, [found]).get(found.pk),
        "events": _events(found),
    }
    return render(request, "learning/recommendation.html", context)


def _events(found) -> list[dict]:
    """What happened to it, newest first, in words people know."""
    rows = found.history.select_related("history_user").order_by("history_date", "pk")
    events, before = [], None
    for row in rows:
        events += _event(row, before)
        before = row
    return events[::-1]


def _event(row, before) -> list[dict]:
    event = {"by": row.history_user, "at": row.history_date, "text": ""}
    if before is None:
        return [event | {"title": _("Written")}]
    if row.issued_at and not before.issued_at:
        return [event | {"title": _("Issued")}]
    if row.responded_at != before.responded_at:
        said = {"title": row.get_response_display(), "text": row.response_reason}
        return [event | said]
    return [event | {"title": _("Changed")}]


@require_http_methods(["GET", "POST"])
def recommendation_reply(request, board, pk):
    """The addressee replies; for a body outside, an officer notes what it said."""
    found = recommendation_or_404(request, pk)
    if not may_reply(request.user, found):
        raise PermissionDenied(Permission.REPLY_TO_RECOMMENDATION.value)
    if not found.is_issued:
        raise Http404
    form = ReplyForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid() and _replied(form, request.user):
        messages.success(request, _("The reply is recorded."))
        return redirect(found)
    outside = found.addressee_agency_id is None
    heading = _("Record the reply") if outside else _("Reply to the recommendation")
    return form_page(
        request,
        form,
        heading=heading,
        back_url=found.get_absolute_url(),
        template="learning/reply_form.html",
        recommendation=found,
        submit=_("Record the reply") if outside else _("Send the reply"),
    )


def _replied(form, by) -> bool:
    def write(data):
        reply(
            recommendation=form.instance,
            response=data["response"],
            reason=data["response_reason"],
            version=data["version"],
            by=by,
        )

    try:
        return kept(form, write)
    except ValidationError as problem:
        add_errors(form, problem)
        return False
