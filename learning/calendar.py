"""A person's dates as a calendar feed: a date and a board's name, nothing more."""

import datetime
import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from boards.models import Board
from learning.work import Row, rows_of

REFRESH = datetime.timedelta(hours=12)


def feed(user) -> bytes:
    """What the person owes, as RFC 5545 text."""
    calendar = Calendar()
    calendar.add("prodid", "-//LIF Portal//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("LIF Portal"))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    now = timezone.now().astimezone(datetime.UTC).replace(microsecond=0)
    boards = {board.pk: board for board in Board.objects.visible_to(user)}
    for row in rows_of(user, boards, timezone.localdate()):
        calendar.add_component(_event(user, row, now))
    return calendar.to_ical()


def _event(user, row: Row, now) -> Event:
    """A whole day that leaves the person free. Its name stays when its date moves."""
    event = Event()
    name = hashlib.sha256(f"{user.pk} {row.due.key}".encode()).hexdigest()[:40]
    event.add("uid", f"{name}@lif-portal")
    event.add("dtstamp", now)
    event.add("dtstart", row.due.due_on)
    event.add("dtend", row.due.due_on + datetime.timedelta(days=1))
    event.add("summary", f"{row.due.plain}: {row.board.name}")
    event.add("url", settings.SITE_ADDRESS + reverse("your-work"))
    event.add("transp", "TRANSPARENT")
    return event
