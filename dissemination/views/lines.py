"""One audience of a dissemination plan: planning it, saying it was reached."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dissemination.forms.plans import DeliverForm, LineForm
from dissemination.guards import line_to_deliver, line_to_plan
from dissemination.services.plans import deliver_line, edit_line
from dissemination.views.writing import form_written


@require_http_methods(["GET", "POST"])
def line_edit(request, board, reference, pk):
    """What for, how, who, by when, and how success is told."""
    found = line_to_plan(request, reference, pk)
    if found.plan.state == "closed":
        raise Http404
    form = LineForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        edit_line(
            line=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.plan.get_absolute_url(),
        heading=str(found.audience), caption=found.plan.title, done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def line_deliver(request, board, reference, pk):
    """When it reached its audience, by which channels, how many, with what result."""
    found = line_to_deliver(request, reference, pk)
    if found.plan.state != "agreed":
        raise Http404
    form = DeliverForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        deliver_line(
            line=found, version=data["version"], by=request.user, **form.values
        )

    again = found.delivered_on is not None
    return form_written(
        request, form, write, back_url=found.plan.get_absolute_url(),
        heading=_("What came of it") if again else _("It reached its audience"),
        caption=str(found.audience), done=_("Recorded."),
    )  # fmt: skip
