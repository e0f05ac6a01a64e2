"""Papers of a review by section: the list, adding, opening, removing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404, note_access
from boards.views.forms import written
from learning.views.evidence_file import file_response
from reviews.choices import Section
from reviews.forms.papers import PaperForm
from reviews.guards import review_to_write, working_review_or_404
from reviews.models import ReviewDocument
from reviews.rules import may_write
from reviews.services import papers as services
from reviews.views.work import address, page

HERE = "reviews:papers"


def _papers(request, review):
    papers = ReviewDocument.objects.visible_to(request.user).filter(review=review)
    return papers.select_related("document", "added_by")


@require_GET
def papers(request, board, reference):
    """Every paper under its section; below, what was removed."""
    review = working_review_or_404(request, reference)
    found = list(_papers(request, review))
    present = [paper for paper in found if not paper.removed_on]
    return page(
        request,
        review,
        HERE,
        heading=_("Documents"),
        template="reviews/papers.html",
        sections=[
            (label, [paper for paper in present if paper.section == value])
            for value, label in Section.choices
        ],
        number=len(present),
        removed=[paper for paper in found if paper.removed_on],
        may_write=may_write(request.user, review),
    )


@require_http_methods(["GET", "POST"])
def paper_add(request, board, reference):
    """Add files to a section; what each is gets judged by what it holds."""
    review = review_to_write(request, reference)
    form = PaperForm(request.POST or None, request.FILES or None, user=request.user)
    return written(
        request,
        form,
        lambda said: services.add_papers(review=review, by=request.user, **said),
        back_url=address(review, "papers"),
        done=_added,
        heading=_("Add documents"),
        caption=str(review.source.title),
        hint=_("Names of files and titles must not name or identify anybody."),
        submit=_("Add"),
    )


def _added(made):
    said = ngettext("%d document was added.", "%d documents were added.", len(made))
    return said % len(made)


def _present(request, review, pk):
    rows = _papers(request, review).filter(removed_on__isnull=True)
    return get_visible_or_404(rows, request.user, pk=pk)


@require_GET
def paper_file(request, board, reference, pk):
    """Send a checked paper to somebody who works on the review, and note it."""
    review = working_review_or_404(request, reference)
    found = _present(request, review, pk)
    if not found.is_downloadable:
        return held(request, found.document, address(review, "papers"))
    response = file_response(found.document)
    note_access(request.user, found, "download", group=review.source.lead_group)
    return response


def held(request, document, back_url):
    """Say why a file cannot be opened: not checked yet, or refused."""
    context = {"document": document, "back_url": back_url}
    return render(request, "reviews/file_held.html", context, status=403)


@require_http_methods(["GET", "POST"])
def paper_remove(request, board, reference, pk):
    """Take a paper off the list."""
    review = review_to_write(request, reference)
    found = _present(request, review, pk)
    if request.method == "POST":
        services.remove_paper(paper=found, by=request.user)
        messages.success(request, _("“%s” was removed.") % found.title)
        return redirect(address(review, "papers"))
    return page(
        request,
        review,
        HERE,
        heading=_("Remove “%s”?") % found.title,
        template="reviews/paper_remove.html",
        above=[(_("Documents"), address(review, "papers"))],
        paper=found,
    )
