"""Writing what people make of figures: readings, asks and replies, summaries."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.services.sent_once import made_before
from learning.services.versions import save_version
from performance.choices import AskKind
from performance.models import FigureAsk, FigureReading, FigureSummary


def write_reading(*, reading: FigureReading, text: str, version, by) -> FigureReading:
    """One reading of a figure by an agency, or the agreed one; written again it
    changes. Raises StaleVersion."""
    if reading.pk:
        values = {"text": text}
        return save_version(record=reading, values=values, version=version, by=by)
    reading.text, reading.created_by = text, by
    return _once(reading, _("Somebody wrote this reading just now. Look at it first."))


def ask(*, board, by, sent_once=None, **values) -> FigureAsk:
    """Ask an agency or a group because of figures. The same form sent twice makes
    one. Raises ValidationError."""
    if bool(values.get("agency")) == bool(values.get("group")):
        problem = _("Choose either an agency or a group.")
        raise ValidationError({"agency": problem})
    if values["kind"] == AskKind.MEASURE and not values.get("purpose"):
        raise ValidationError({"purpose": _("Say what the new measure is for.")})
    if values["due_on"] < timezone.localdate():
        raise ValidationError({"due_on": _("The day is over already.")})
    made = FigureAsk(board=board, created_by=by, sent_once=sent_once, **values)
    return _once(made, "")


@transaction.atomic
def reply(*, asked: FigureAsk, text: str, version: int, by) -> FigureAsk:
    """Answer what was asked; a later reply takes its place. Raises StaleVersion."""
    values = {"reply": text, "replied_at": timezone.now(), "replied_by": by}
    return save_version(record=asked, values=values, version=version, by=by)


def write_summary(*, summary: FigureSummary, values: dict, version, by):
    """What a group's chair says of a period, once for each. Raises StaleVersion,
    ValidationError."""
    if summary.pk:
        return save_version(record=summary, values=values, version=version, by=by)
    for name, value in values.items():
        setattr(summary, name, value)
    summary.created_by = by
    return _once(summary, _("The group has a summary of this period already."))


def _once(made, taken: str):
    made._history_user = made.created_by
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        same = type(made).objects.filter(sent_once=made.sent_once)
        if taken and not (made.sent_once and same.exists()):
            raise ValidationError(taken) from problem
        return made_before(type(made), made.sent_once, made.created_by)
    return made
