"""Other processes on the same events: trial, inquest, child death review."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from reviews.forms.parallel import ParallelForm
from reviews.guards import review_to_write, working_review_or_404
from reviews.models import ParallelProcess
from reviews.parallel import strip_of
from reviews.rules import may_write
from reviews.services.involving import add_parallel, change_paper
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:parallel"


@require_GET
def parallel(request, board, reference):
    """What runs beside the review, and who waits for whom."""
    found = working_review_or_404(request, reference)
    return page(
        request,
        found,
        HERE,
        heading=_("Parallel processes"),
        template="reviews/parallel.html",
        parallel=strip_of(found, request.user),
        may_write=may_write(request.user, found),
    )


@require_http_methods(["GET", "POST"])
def parallel_add(request, board, reference):
    """Record a process that runs beside the review."""
    found = review_to_write(request, reference)
    row = ParallelProcess(review=found)
    form = ParallelForm(request.POST or None, instance=row, user=request.user)
    writing = Writing(request, found, form, "parallel")
    if writing.saved(lambda form: _add(form, found, request.user)):
        return gone_to(request, address(found, "parallel"))
    return _page(request, found, writing, _("Add a parallel process"))


def _add(form, review, by):
    sent_once = form.cleaned_data["sent_once"]
    add_parallel(review=review, values=form.values, sent_once=sent_once, by=by)


@require_http_methods(["GET", "POST"])
def parallel_edit(request, board, reference, pk):
    """Bring a process up to date: who waits, when it ends or ended."""
    found = review_to_write(request, reference)
    rows = ParallelProcess.objects.visible_to(request.user).filter(review=found)
    row = get_visible_or_404(rows, request.user, pk=pk)
    form = ParallelForm(request.POST or None, instance=row, user=request.user)
    writing = Writing(request, found, form, f"parallel-{row.pk}")
    if writing.saved(lambda form: _change(form, row, request.user)):
        return gone_to(request, address(found, "parallel"))
    return _page(request, found, writing, row.get_kind_display())


def _change(form, row, by):
    version = form.cleaned_data["version"]
    change_paper(paper=row, values=form.values, version=version, by=by)


def _page(request, review, writing, heading):
    back = address(review, "parallel")
    return page(
        request,
        review,
        HERE,
        heading=heading,
        template="reviews/words.html",
        above=[(_("Parallel processes"), back)],
        back_url=back,
        **writing.context,
    )
