"""Who was asked to take part and what came of it: roles and relationships only."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from reviews.choices import InvolvementKind
from reviews.forms.involvement import FamilyForm, PractitionerForm
from reviews.guards import review_to_write, working_review_or_404
from reviews.models import Involvement
from reviews.rules import may_write
from reviews.services.involving import add_involvement, change_paper
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:involvement"
FORMS = {
    InvolvementKind.PRACTITIONER: PractitionerForm,
    InvolvementKind.FAMILY: FamilyForm,
}
ADDING = {
    InvolvementKind.PRACTITIONER: gettext_lazy("Add a practitioner's role"),
    InvolvementKind.FAMILY: gettext_lazy("Add an offer to the family"),
}


def _of(request, review):
    rows = Involvement.objects.visible_to(request.user).filter(review=review)
    return rows.select_related("agency")


@require_GET
def involvement(request, board, reference):
    """Practitioners by role, families by relationship, and what we owe them."""
    found = working_review_or_404(request, reference)
    rows = list(_of(request, found))
    family = [row for row in rows if row.kind == InvolvementKind.FAMILY]
    return page(
        request,
        found,
        HERE,
        heading=_("Involvement"),
        template="reviews/involvement.html",
        practitioners=[r for r in rows if r.kind == InvolvementKind.PRACTITIONER],
        family=family,
        promised=[row for row in family if row.would_change and not row.told_back_on],
        told=[row for row in family if row.would_change and row.told_back_on],
        may_write=may_write(request.user, found),
    )


@require_http_methods(["GET", "POST"])
def involvement_add(request, board, reference, kind):
    """Record an offer, to a practitioner's role or to somebody of the family."""
    found = review_to_write(request, reference)
    if kind not in InvolvementKind.values:
        raise Http404
    row = Involvement(review=found, kind=kind)
    writing = _writing(request, found, row, kind)
    if writing.saved(lambda form: _add(form, found, kind, request.user)):
        return gone_to(request, address(found, "involvement"))
    return _page(request, found, writing, ADDING[kind])


def _writing(request, review, row, name):
    form = FORMS[row.kind](
        request.POST or None, instance=row, board=review.board, user=request.user
    )
    return Writing(request, review, form, name)


def _add(form, review, kind, by):
    sent_once = form.cleaned_data["sent_once"]
    add_involvement(
        review=review, kind=kind, values=form.values, sent_once=sent_once, by=by
    )


@require_http_methods(["GET", "POST"])
def involvement_edit(request, board, reference, pk):
    """What came of an offer: reply, contribution, what was done with it."""
    found = review_to_write(request, reference)
    row = get_visible_or_404(_of(request, found), request.user, pk=pk)
    writing = _writing(request, found, row, f"involvement-{row.pk}")
    if writing.saved(lambda form: _change(form, row, request.user)):
        return gone_to(request, address(found, "involvement"))
    return _page(request, found, writing, str(row))


def _change(form, row, by):
    version = form.cleaned_data["version"]
    change_paper(paper=row, values=form.values, version=version, by=by)


def _page(request, review, writing, heading):
    back = address(review, "involvement")
    return page(
        request,
        review,
        HERE,
        heading=heading,
        template="reviews/words.html",
        above=[(_("Involvement"), back)],
        back_url=back,
        hint=_("No names, initials or dates of birth: a role or a relationship only."),
        **writing.context,
    )
