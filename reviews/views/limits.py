"""The days a review's clocks started, and its limits: more time, pause, resume."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.views.forms import accepted, form_page, written
from learning.limits import countdown, day_in_words
from learning.models import Milestone, SourceDate
from learning.process import review_type_of
from learning.services.limits import due_after_pause
from learning.services.stages import (
    extend_limit,
    forget_date,
    limits_from,
    pause_limit,
    record_date,
    resume_limit,
)
from reviews.clocks import clock_days, clocks_of
from reviews.forms.stages import DayForm, ExtensionForm, ReasonForm, SeenForm
from reviews.guards import frame, review_to_manage, review_to_run, working_review_or_404
from reviews.rules import may_run
from reviews.type_words import CLOCKS


@require_GET
def review_days(request, board, reference):
    """Days from which limits are counted, and those still missing."""
    found = working_review_or_404(request, reference)
    context = {
        **frame(request, found, "reviews:review-days"),
        "days": clock_days(request.user, found),
        "may_manage": may_run(request.user, found),
    }
    return render(request, "reviews/review_days.html", context)


@require_http_methods(["GET", "POST"])
def review_day(request, board, reference, clock):
    """Record or correct one day; its limits move with it."""
    found = review_to_run(request, reference)
    kept = _kept_or_404(request, found, clock)
    form = DayForm(
        request.POST or None,
        present=kept.on if kept else None,
        label=CLOCKS[clock],
        user=request.user,
    )

    def write(data):
        return record_date(
            source=found.source, clock=clock, on=data["on"], by=request.user
        )

    return written(
        request,
        form,
        write,
        back_url=_days_url(found),
        done=lambda made: _what_stayed(found, clock),
        heading=_("Correct the day") if kept else _("Record the day"),
        caption=found.source.title,
        template="reviews/review_day.html",
        review=found,
        clock=clock,
        kept=kept,
    )


def _kept_or_404(request, review, clock):
    """The day recorded for a clock of the review's type, or nothing yet."""
    kind = review_type_of(review.source)
    if kind is None or clock not in clocks_of(review.board, kind):
        raise Http404
    days = SourceDate.objects.visible_to(request.user)
    return days.filter(source=review.source, clock=clock).first()


def _days_url(review) -> str:
    place = [review.board.slug, review.reference]
    return reverse("reviews:review-days", args=place)


def _what_stayed(review, clock) -> str:
    """Says which limits somebody changed before, and so keep their date."""
    keys = [limit.key for limit in limits_from(review.source, clock)]
    changed = review.source.milestones.filter(key__in=keys, changes__isnull=False)
    if kept := {row.name for row in changed}:
        return _("Saved. Extended or paused before, so its date stays: %s.") % (
            ", ".join(sorted(kept))
        )
    return _("Saved.")


@require_http_methods(["GET", "POST"])
def review_day_remove(request, board, reference, clock):
    """Take back a day recorded by mistake."""
    found = review_to_run(request, reference)
    kept = _kept_or_404(request, found, clock)
    if kept is None:
        return redirect(_days_url(found))
    form = SeenForm(request.POST or None, present=kept.on, user=request.user)

    def write(data):
        return forget_date(source=found.source, clock=clock, by=request.user)

    return written(
        request,
        form,
        write,
        back_url=_days_url(found),
        heading=_("Take back the day: %s") % CLOCKS[clock],
        caption=found.source.title,
        hint=_(
            "It was recorded as %s. Limits that run from it go away, and limits it "
            "met are open again. The history keeps it."
        )
        % day_in_words(kept.on),
        submit=_("Take it back"),
        dangerous=True,
    )


def _limit_or_404(request, review, key):
    rows = Milestone.objects.visible_to(request.user)
    return get_visible_or_404(rows, request.user, source=review.source, key=key)


def _change(request, reference, key, form_class, service, **words):
    """One change of one limit: its form, its service, and back to the review."""
    found = review_to_manage(request, reference)
    limit = _limit_or_404(request, found, key)
    form = form_class(request.POST or None, present=limit.due_on, user=request.user)

    def write(data):
        values = {k: v for k, v in data.items() if k != "seen"}
        return service(milestone=limit, by=request.user, **values)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect(found)
    today = timezone.localdate()
    said = {
        name: text(limit) if callable(text) else text for name, text in words.items()
    }
    return form_page(
        request,
        form,
        caption=limit.name,
        back_url=found.get_absolute_url(),
        template="reviews/limit_change.html",
        limit=limit,
        countdown=countdown(limit, today),
        **said,
    )


@require_http_methods(["GET", "POST"])
def limit_extend(request, board, reference, key):
    """More time, with the reason."""
    return _change(
        request,
        reference,
        key,
        ExtensionForm,
        extend_limit,
        heading=_("Extend the limit"),
        submit=_("Extend it"),
    )


@require_http_methods(["GET", "POST"])
def limit_pause(request, board, reference, key):
    """Stop the clock, with the reason: a trial, an inquest."""
    return _change(
        request,
        reference,
        key,
        ReasonForm,
        pause_limit,
        heading=_("Pause the limit"),
        hint=_(
            "The clock stands still from today. When it runs again, the due date "
            "moves by the time it stood."
        ),
        submit=_("Pause it"),
    )


@require_http_methods(["GET", "POST"])
def limit_resume(request, board, reference, key):
    """Let the clock run on, with the reason."""
    return _change(
        request,
        reference,
        key,
        ReasonForm,
        resume_limit,
        heading=_("Let the limit run again"),
        hint=_new_due,
        submit=_("Let it run"),
    )


def _new_due(limit) -> str:
    if not limit.paused_on:
        return ""
    due = due_after_pause(limit, timezone.localdate())
    return _("Running again from today, it falls due on %s.") % day_in_words(due)
