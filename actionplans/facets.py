"""What the composite plan can be narrowed by: one query over small tables.

They are the board's own lists, not what occurs among its actions: 50,000 of those
would be read from end to end for every drop-down.
"""

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from actionplans.models import ActionPlan
from actionplans.models.plans import reads_all, unconfined_or_inside
from boards.models import Agency, Group
from learning.models import Priority, SourceType, Theme

MOST_PLANS = 100
TEXT = CharField()


def facets(user, board) -> dict[str, list[tuple[str, str]]]:
    """Choices by filter: key and name, each only where this person may know of it."""
    of_board = {"board": board}
    parts = [
        _plans(user, board),
        _named("agency", Agency.objects.visible_to(user).serving(board)),
        _named("monitoring_group", Group.objects.visible_to(user).of(board)),
        _named("source_type", SourceType.objects.visible_to(user).filter(**of_board)),
        _row(
            Priority.objects.visible_to(user).filter(**of_board),
            "priority", "text_en", "text_cy",
        ),
        _named("theme", Theme.objects.visible_to(user).current().filter(**of_board)),
    ]  # fmt: skip
    found = {}
    for name, key, english, welsh in parts[0].union(*parts[1:], all=True):
        words = welsh if get_language() == "cy" and welsh else english
        found.setdefault(name, []).append((key, words))
    return {name: sorted(rows, key=_by_name) for name, rows in found.items()}


def _by_name(pair):
    return pair[1].casefold()


def _row(rows, name, english, welsh=None, key="pk"):
    """Columns of one part: which filter, key, English, Welsh."""
    return rows.order_by().annotate(
        facet=Value(name, output_field=TEXT),
        facet_key=Cast(key, TEXT),
        english=Cast(english, TEXT),
        welsh=Cast(welsh, TEXT) if welsh else Value("", output_field=TEXT),
    ).values_list("facet", "facet_key", "english", "welsh")  # fmt: skip


def _named(name, rows):
    return _row(rows, name, "name_en", "name_cy")


def _plans(user, board):
    """The newest plans, by reference; older ones are reached from their own page."""
    if reads_all(user, board):
        found = ActionPlan.objects.filter(unconfined_or_inside(user))
    else:
        found = ActionPlan.objects.visible_to(user)
    found = found.agreed().filter(board=board, composite=True)
    rows = _row(found, "plan", "title", key="reference")
    return rows.order_by("-pk")[:MOST_PLANS]
