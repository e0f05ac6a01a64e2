"""Publishing a review: the decision, the second pair of eyes, opening, withdrawing."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import note_access, require
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from frameworks.calendar import add_months
from learning.forms.screening import names_of_bodies
from learning.process import review_type_of
from reviews.forms.publication import PublicationForm, ScreenForm
from reviews.guards import review_to_manage, working_review_or_404
from reviews.models import Publication
from reviews.rules import may_manage
from reviews.services.publishing import (
    TO_THE_PUBLIC,
    approve,
    decide_publication,
    hits_of,
    screen,
    withdraw,
)
from reviews.views.responses import answers_of, unanswered
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:publication"
WEEKS_A_MONTH = 52 / 12


def _publication(request, review):
    """What was decided so far, or None."""
    rows = Publication.objects.visible_to(request.user).select_related(
        "screened_by", "approved_by", "withdrawn_by", "by"
    )
    return rows.filter(review=review).first()


def _publication_or_404(request, review):
    found = _publication(request, review)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def publication(request, board, reference):
    """Decide, and write what the public reads; below it where publishing stands."""
    found = working_review_or_404(request, reference)
    known = _publication(request, found)
    if request.method == "POST":
        require(request.user, Permission.MANAGE_REVIEW, found)
    row = known or Publication(review=found, **_proposed(found))
    form = PublicationForm(request.POST or None, instance=row, user=request.user)
    writing = Writing(request, found, form, "publication")
    if writing.saved(lambda form: _decide(form, found, request.user)):
        return gone_to(request, address(found, "publication"))
    hits = hits_of(known, names_of_bodies(request.user)) if known else []
    return page(
        request,
        found,
        HERE,
        heading=_("Publication"),
        template="reviews/publication.html",
        publication=known,
        hits=hits,
        today=timezone.localdate(),
        second_pair=bool(known and request.user.pk not in known.authors),
        may_fold=_has_next_step(known, request.user),
        may_manage=may_manage(request.user, found),
        answers=answers_of(request.user, known),
        unanswered=unanswered(request.user, found, known),
        **writing.context,
    )


def _has_next_step(publication, user) -> bool:
    """Whether this person screens, approves or takes down rather than writes."""
    if publication is None or publication.choice not in TO_THE_PUBLIC:
        return False
    return bool(publication.screened_at) or user.pk not in publication.authors


def _proposed(review) -> dict:
    """Days and words to begin with: how long it stays open, what was written."""
    weeks = review_type_of(review.source).public_for_weeks
    today = timezone.localdate()
    report = (review.what_happened, review.why_it_happened, review.what_will_be_done)
    return {
        "decided_on": today,
        "take_down_on": add_months(today, round(weeks / WEEKS_A_MONTH))
        if weeks
        else None,
        "text": "\n\n".join(part for part in report if part),
    }


def _decide(form, review, by):
    version = form.cleaned_data.get("version")
    decide_publication(review=review, values=form.values, version=version, by=by)


@require_http_methods(["GET", "POST"])
def publication_screen(request, board, reference):
    """A second person reads the words, with what the screen found beside them."""
    found = review_to_manage(request, reference)
    known = _publication_or_404(request, found)
    bodies = names_of_bodies(request.user)
    hits = hits_of(known, bodies)
    form = ScreenForm(request.POST or None, user=request.user, hits=hits)

    def write(data):
        screen(publication=known, note=data["note"], by=request.user, known=bodies)

    if request.method == "POST" and accepted(form, write):
        note_access(request.user, found.source, "screened")
        return gone_to(request, address(found, "publication"), _("Screened."))
    return form_page(
        request,
        form,
        heading=_("Screen what the public will read"),
        back_url=address(found, "publication"),
        submit=_("I have read it: nobody is recognisable"),
        template="reviews/publication_screen.html",
        caption=found.source.title,
        publication=known,
        answers=answers_of(request.user, known),
        hits=hits,
    )


@require_POST
def publication_approve(request, board, reference):
    """Open it to the public from its day on."""
    found = review_to_manage(request, reference)
    known = _publication_or_404(request, found)
    return _done(request, found, known, approve, _("Approved."))


@require_POST
def publication_withdraw(request, board, reference):
    """Take it down at once."""
    found = review_to_manage(request, reference)
    known = _publication_or_404(request, found)
    return _done(request, found, known, withdraw, _("The public reads it no more."))


def _done(request, review, publication, service, said):
    try:
        service(publication=publication, by=request.user)
    except ValidationError as problem:
        said = " ".join(problem.messages)
    return gone_to(request, address(review, "publication"), said)
