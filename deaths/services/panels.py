"""A panel's settings, its open reviews, and its cut-over to a successor (seed 004)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deaths.choices import OpenState
from deaths.models import HandOver, OpenReview, Panel
from learning.models.sources import new_reference
from learning.services.sent_once import made_before
from learning.services.versions import save_version

MOST_AT_ONCE = 500


def save_settings(*, panel, values: dict, version: int, by) -> Panel:
    """What a panel may differ in. Raises StaleVersion."""
    return save_version(record=panel, values=values, version=version, by=by)


def cut_over(*, panel, on, successor: str, version: int, by, **values) -> Panel:
    """Name the day from which the panel begins nothing, and who takes over. What is
    open has the panel's limit from then, in calendar months (SOM-13)."""
    values |= {"cut_over_on": on, "successor": successor}
    return save_version(record=panel, values=values, version=version, by=by)


@transaction.atomic
def start_reviews(*, panel, number: int, by) -> list[OpenReview]:
    """References for reviews that begin. Raises ValidationError after the cut-over."""
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    require_open(panel)
    if not 1 <= number <= MOST_AT_ONCE:
        raise ValidationError({"number": _("Enter a number from 1 to 500.")})
    made = []
    for _each in range(number):
        review = OpenReview(panel=panel, reference=new_reference("CD"), created_by=by)
        review._history_user = by
        review.save()
        made.append(review)
    return made


def require_open(panel) -> None:
    """Raise ValidationError once the panel may begin nothing."""
    if panel.is_closed:
        words = {"day": f"{panel.cut_over_on:%-d %B %Y}", "to": panel.successor}
        raise ValidationError(
            _("The panel begins nothing new since %(day)s. Tell %(to)s.") % words
        )


@transaction.atomic
def finish_review(*, review, on, by) -> OpenReview:
    """A review is done; counts of its year say what it found."""
    review = OpenReview.objects.select_for_update().get(pk=review.pk)
    if review.state == OpenState.FINISHED:
        return review
    if review.state != OpenState.OPEN:
        raise ValidationError(_("It was handed on. The successor finishes it."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    review.state, review.finished_on = OpenState.FINISHED, on
    review._history_user = by
    review.save()
    return review


@transaction.atomic
def hand_over(
    *, panel, reviews, to: str, handed_on, what: str, by, sent_once=None
) -> HandOver:
    """Pass reviews on with everything known of them, outside the portal (SOM-14).
    Here stands only the list. The same form sent twice hands over once."""
    if HandOver.objects.filter(sent_once=sent_once, sent_once__isnull=False).exists():
        return made_before(HandOver, sent_once, by)
    chosen = OpenReview.objects.select_for_update().filter(
        panel=panel, pk__in=[one.pk for one in reviews], state=OpenState.OPEN
    )
    chosen = list(chosen)
    if not chosen or len(chosen) != len(set(reviews)):
        raise ValidationError({"reviews": _("Choose reviews that are still open.")})
    _check_day(panel, handed_on)
    made = HandOver(
        panel=panel,
        reference=new_reference("HO"),
        to=to,
        handed_on=handed_on,
        what=what,
        created_by=by,
        sent_once=sent_once,
    )
    made._history_user = by
    made.save()
    _move(chosen, OpenState.HANDED_ON, by, hand_over=made)
    return made


def _check_day(panel, day) -> None:
    if panel.cut_over_on is None or day < panel.cut_over_on:
        words = _("Nothing is handed on before the cut-over.")
        raise ValidationError({"handed_on": words})
    if day > timezone.localdate():
        raise ValidationError({"handed_on": _("This day has not come yet.")})


def _move(reviews, state, by, **values) -> None:
    for review in reviews:
        review.state = state
        for name, value in values.items():
            setattr(review, name, value)
        review._history_user = by
        review.save()


@transaction.atomic
def receive(*, hand_over, received_by: str, received_on, by) -> HandOver:
    """The successor's receipt. Raises ValidationError for a day before it was sent."""
    found = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    if found.received_on:
        raise ValidationError(_("The receipt is here already."))
    if received_on < found.handed_on:
        words = _("It cannot be received before it was handed on.")
        raise ValidationError({"received_on": words})
    found.received_by, found.received_on = received_by, received_on
    found._history_user = by
    found.save()
    _move(found.items.all(), OpenState.RECEIVED, by)
    return found
