"""Scope, learning event and report: the texts of a review."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import require
from boards.roles import Permission
from frameworks.vocabulary import Clock
from learning.process import process_of, review_type_of, said
from reviews.commission import commission
from reviews.conditions import report_complete, scope_written
from reviews.forms.writing import EventForm, ReportForm, ScopeForm
from reviews.guards import working_review_or_404
from reviews.models import Involvement
from reviews.rules import may_manage, may_write, require_write
from reviews.services.writing import write_review, write_with_date
from reviews.views.work import Writing, address, gone_to, page


@require_http_methods(["GET", "POST"])
def scope(request, board, reference):
    """Terms of reference, proportionality, method, toolkit, commission (SOM-10)."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require(request.user, Permission.MANAGE_REVIEW, found)
    form = ScopeForm(
        request.POST or None,
        instance=found,
        initial={"commissioned_on": _day(found, Clock.COMMISSIONED)},
        toolkit=_toolkit(found),
        user=request.user,
    )
    writing = Writing(request, found, form, "scope")
    if writing.saved(_dated(found, Clock.COMMISSIONED, "commissioned_on", request)):
        return gone_to(request, address(found, "scope"))
    return page(
        request,
        found,
        "reviews:scope",
        heading=_("Scope"),
        template="reviews/scope.html",
        missing=scope_written(found.source),
        commission=commission(found, request.user),
        **_form_or_texts(writing, may_manage(request.user, found)),
    )


def _toolkit(review) -> str:
    kit = review_type_of(review.source).toolkit
    parts = [said(kit.name), kit.version, said(kit.state)] if kit else []
    return ". ".join(filter(None, parts))


@require_http_methods(["GET", "POST"])
def report(request, board, reference):
    """What happened, why, and what will be done: complete with all three (WOL-4)."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require_write(request.user, found)
    form = ReportForm(request.POST or None, instance=found, user=request.user)
    writing = Writing(request, found, form, "report")
    if writing.saved(lambda form: _write(form, found, request.user)):
        return gone_to(request, address(found, "report"))
    return page(
        request,
        found,
        "reviews:report",
        heading=_("Report"),
        template="reviews/report.html",
        missing=report_complete(found.source),
        **_form_or_texts(writing, may_write(request.user, found)),
    )


@require_http_methods(["GET", "POST"])
def learning_event(request, board, reference):
    """The day of the event, what it brought out, and who was asked to it."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require_write(request.user, found)
    held_on = _day(found, Clock.LEARNING_EVENT)
    form = EventForm(
        request.POST or None,
        instance=found,
        initial={"held_on": held_on},
        user=request.user,
    )
    writing = Writing(request, found, form, "learning-event")
    if writing.saved(_dated(found, Clock.LEARNING_EVENT, "held_on", request)):
        return gone_to(request, address(found, "learning-event"))
    asked = Involvement.objects.visible_to(request.user).filter(review=found)
    return page(
        request,
        found,
        "reviews:learning-event",
        heading=event_name(found),
        template="reviews/learning_event.html",
        held_on=held_on,
        asked=asked.filter(method="event").select_related("agency"),
        involvement_url=address(found, "involvement"),
        **_form_or_texts(writing, may_write(request.user, found)),
    )


def event_name(review) -> str:
    """What the board's process calls the event: a forum holds a forum."""
    stage = process_of(review.source).stage("learning_event")
    return said(stage.name) if stage else _("Learning event")


def _day(review, clock):
    return review.source.dates.filter(clock=clock).values_list("on", flat=True).first()


def _write(form, review, by):
    write_review(
        review=review,
        values=form.values,
        version=form.cleaned_data["version"],
        by=by,
    )


def _dated(review, clock, name, request):
    """Writes a form that also holds the day a clock started."""

    def write(form):
        write_with_date(
            review=review,
            values=form.values,
            version=form.cleaned_data["version"],
            clock=clock,
            on=form.cleaned_data[name],
            by=request.user,
        )

    return write


def _form_or_texts(writing, may) -> dict:
    """The form for those who write; the texts for those who read."""
    if may:
        return writing.context
    names = writing.form.Meta.fields
    texts = [(writing.form[n].label, getattr(writing.review, n)) for n in names]
    return {"texts": texts}
