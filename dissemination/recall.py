"""What is still remembered, agency by agency: when it is asked, what came of it."""

import datetime

from django.db import models
from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from dissemination.choices import Confirmation
from dissemination.models import PartConfirmation, RecallAnswer, RecallRule
from dissemination.models.recall import USUAL_WEEKS


def with_recall(parts):
    """Each with `told_at` (signed as disseminated), `weeks` until it is asked, and
    how many were `pulse_asked` and `pulse_recalled`. No query more."""
    signed = PartConfirmation.objects.filter(
        part=OuterRef("pk"), kind=Confirmation.DISSEMINATED
    )
    rule = RecallRule.objects.filter(board=OuterRef("board"))
    return parts.annotate(
        told_at=Subquery(signed.values("at")[:1]),
        weeks=Coalesce(
            F("request__recall_weeks"),
            Subquery(rule.values("weeks")[:1]),
            Value(USUAL_WEEKS),
            output_field=models.IntegerField(),
        ),
        pulse_asked=_summed("asked"),
        pulse_recalled=_summed("recalled"),
    )


def _summed(name):
    rows = RecallAnswer.objects.filter(link__part=OuterRef("pk")).order_by()
    total = rows.values("link__part").annotate(n=Sum(name)).values("n")
    return Coalesce(Subquery(total), 0, output_field=models.BigIntegerField())


def asked_on(part) -> datetime.date | None:
    """The day its teams are to be asked; None before it was passed on, and where the
    board does not ask. Needs `with_recall`."""
    if part.told_at is None or not part.weeks:
        return None
    told = timezone.localtime(part.told_at).date()
    return told + datetime.timedelta(weeks=part.weeks)


def is_unasked(part, on=None) -> bool:
    """The day is over, the request runs, and no team was asked: a gap."""
    day = asked_on(part)
    past = day is not None and day < (on or timezone.localdate())
    return past and not part.pulse_asked and part.is_open


def unasked(parts, day):
    """Parts whose teams should have been asked before a day and were not."""
    rows = with_recall(parts).filter(told_at__isnull=False, weeks__gt=0, pulse_asked=0)
    return [part for part in rows if asked_on(part) < day]
