"""Posting to the pages of requests."""

import uuid

from django.urls import reverse

from tests.days import boxes
from tests.fixtures.passing import soon


def at(found, name, *args):
    """A page of one request."""
    where = [found.board.slug, found.reference, *args]
    return reverse(f"dissemination:{name}", args=where)


def of_part(part, name, *args):
    return at(part.request, name, part.pk, *args)


def text(response) -> str:
    return response.content.decode()


def written(side, **values):
    """What the officer types into a new request."""
    return {
        "title": "Share the learning",
        "group": side.group.pk,
        "message": "Tell every team",
        "points": "See children alone\n\nShare changes of plan\nSee children alone",
        "sent_once": str(uuid.uuid4()),
        **boxes("due_on", soon()),
        **values,
    }


def answers(part, **values):
    """Everything an agency is asked, and the version it saw."""
    part.refresh_from_db()
    data = {"version": part.version, "sequence": "1"}
    for point in part.request.points.all():
        data |= {f"applies_{point.pk}": "yes", f"action_{point.pk}": "We train all"}
    return data | {
        "where_embedded": "Procedure 4",
        "mechanism": "Supervision",
        "evaluation": "Dip sample in spring",
        **boxes("evaluate_on", soon()),
        **values,
    }
