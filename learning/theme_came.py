"""What came of a theme, read with it: that it came back, and what it led to."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date, parse_datetime

from boards.models import Group
from learning.models import LearningSource, RecurrenceNotice, ThemeResponse, ThemeTag

NOTICE = {
    "pk": "pk",
    "closed_actions": "closed_actions",
    "raised_at": "raised_at",
    "answered_at": "answered_at",
    "source": "tag__source__title",
}
RESPONSE = {
    "pk": "pk",
    "kind": "kind",
    "reason": "reason",
    "due_on": "due_on",
    "done_on": "done_on",
    "name_en": "group__name_en",
    "name_cy": "group__name_cy",
}


def with_what_came(themes, user):
    """The same themes with what both functions below read. No query of its own."""
    notices = _of(RecurrenceNotice, user).order_by("-raised_at")
    responses = _of(ThemeResponse, user).order_by("-at")
    return themes.annotate(
        came_back=ArraySubquery(notices.values(j=JSONObject(**NOTICE))),
        led_to=ArraySubquery(responses.values(j=JSONObject(**RESPONSE))),
    )


def _of(model, user):
    return model.objects.visible_to(user).filter(theme=OuterRef("pk"))


def notices_of(theme) -> list[RecurrenceNotice]:
    """Notices the person may know of, the newest first."""
    return [_notice(theme, **row) for row in theme.came_back or []]


def _notice(theme, *, source, raised_at, answered_at, **row) -> RecurrenceNotice:
    return RecurrenceNotice(
        board=theme.board,
        theme=theme,
        tag=ThemeTag(source=LearningSource(title=source)),
        raised_at=parse_datetime(raised_at),
        answered_at=parse_datetime(answered_at) if answered_at else None,
        **row,
    )


def responses_of(theme) -> list[ThemeResponse]:
    """What it led to as far as the person may know, the newest first."""
    return [_response(theme, **row) for row in theme.led_to or []]


def _response(theme, *, name_en, name_cy, due_on, done_on, **row) -> ThemeResponse:
    group = Group(name_en=name_en, name_cy=name_cy) if name_en else None
    return ThemeResponse(
        board=theme.board,
        theme=theme,
        group=group,
        due_on=parse_date(due_on) if due_on else None,
        done_on=parse_date(done_on) if done_on else None,
        **row,
    )
