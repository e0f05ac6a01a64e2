"""What has to come out of a review, ticked off with a day and a place (CTM-32)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from learning.process import review_type_of, said
from reviews.forms.parallel import OutputForm
from reviews.guards import review_to_write, working_review_or_404
from reviews.models import OutputDone
from reviews.rules import may_write
from reviews.services.involving import change_paper, output_done, output_undone
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:outputs"


def _of(request, review):
    """Outputs of the review's type by number, with the tick of each or None."""
    rows = OutputDone.objects.visible_to(request.user).filter(review=review)
    done = {row.output: row for row in rows}
    asked = review_type_of(review.source).outputs
    return [
        {"number": n, "text": said(words), "key": words.en, "done": done.get(words.en)}
        for n, words in enumerate(asked, 1)
    ]


@require_GET
def outputs(request, board, reference):
    """The checklist of the review's type."""
    found = working_review_or_404(request, reference)
    asked = _of(request, found)
    return page(
        request,
        found,
        HERE,
        heading=_("Outputs"),
        template="reviews/outputs.html",
        outputs=asked,
        done=sum(one["done"] is not None for one in asked),
        may_write=may_write(request.user, found),
    )


def _one_or_404(request, review, number):
    found = next((o for o in _of(request, review) if o["number"] == number), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def output(request, board, reference, number):
    """Say when an output was done and where it is."""
    found = review_to_write(request, reference)
    one = _one_or_404(request, found, number)
    row = one["done"] or OutputDone(review=found, output=one["key"])
    form = OutputForm(request.POST or None, instance=row, user=request.user)
    writing = Writing(request, found, form, f"output-{number}")
    if writing.saved(lambda form: _save(form, found, one, request.user)):
        return gone_to(request, address(found, "outputs"))
    back = address(found, "outputs")
    return page(
        request,
        found,
        HERE,
        heading=one["text"],
        template="reviews/output.html",
        above=[(_("Outputs"), back)],
        back_url=back,
        one=one,
        **writing.context,
    )


def _save(form, review, one, by):
    if one["done"] is None:
        output_done(review=review, output=one["key"], values=form.values, by=by)
        return
    version = form.cleaned_data["version"]
    change_paper(paper=one["done"], values=form.values, version=version, by=by)


@require_POST
def output_undo(request, board, reference, number):
    """Take a tick back that was made by mistake."""
    found = review_to_write(request, reference)
    one = _one_or_404(request, found, number)
    back = address(found, "outputs")
    if one["done"] is None:
        return redirect(back)
    output_undone(done=one["done"], by=request.user)
    return gone_to(request, back, _("Marked as not done."))
