"""Taking back a finding or a recommendation, after a question."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import get_visible_or_404
from boards.views.forms import written
from learning.forms.removing import RemovalForm
from learning.holds import holds
from learning.models import Finding
from learning.services.removing import remove_finding, remove_recommendation
from learning.views.findings import findings_url
from learning.views.of_source import source_to_write
from learning.views.recommendations import recommendation_to_write


@require_http_methods(["GET", "POST"])
def finding_remove(request, board, reference, pk):
    """Take back a finding nothing hangs on."""
    source = source_to_write(request, reference)
    rows = Finding.objects.visible_to(request.user).filter(source=source)
    found = get_visible_or_404(rows, request.user, pk=pk)
    return _removed(
        request,
        found,
        lambda data: remove_finding(finding=found, by=request.user, **data),
        back_url=findings_url(source),
        heading=_("Remove this finding?"),
        words=found.title,
        done=_("The finding is removed."),
    )


@require_http_methods(["GET", "POST"])
def recommendation_remove(request, board, pk):
    """Take back a recommendation that was not issued."""
    found = recommendation_to_write(request, pk)
    return _removed(
        request,
        found,
        lambda data: remove_recommendation(
            recommendation=found, by=request.user, **data
        ),
        back_url=findings_url(found.source),
        heading=_("Remove recommendation %(number)s?") % {"number": found.number},
        words=found.text,
        done=_("The recommendation is removed."),
    )


def _removed(request, found, write, **shown):
    form = RemovalForm(
        request.POST or None, initial={"version": found.version}, user=request.user
    )
    return written(
        request,
        form,
        write,
        template="learning/remove.html",
        submit=_("Remove"),
        dangerous=True,
        caption=found.source.title,
        kept=holds(found),
        **shown,
    )
