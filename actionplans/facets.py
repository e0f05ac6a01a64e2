"""What the composite plan can be narrowed by, in one query over small tables.

Each choice is tried against the actions by an index, so that a board with 50,000 of
them is not read from end to end for its drop-downs.
"""

from django.db.models import CharField, Exists, F, Func, OuterRef, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from actionplans.models import ActionPlan
from boards.models import Agency, Group
from learning.models import Finding, LearningSource, Priority, SourceType

MOST_PLANS = 300


def facets(user, board, seen) -> dict[str, list[tuple[str, str]]]:
    """Choices by filter: key and name. `seen` are the actions of the list."""
    parts = [
        _plans(user, board),
        _held(Agency.objects.visible_to(user), "agency", seen),
        _held(Group.objects.visible_to(user), "monitoring_group", seen),
        _priorities(user, board, seen),
        _source_types(user, board, seen),
        _themes(user, board),
    ]
    found = {}
    for name, key, english, welsh in parts[0].union(*parts[1:], all=True):
        words = welsh if get_language() == "cy" and welsh else english
        found.setdefault(name, []).append((key, words))
    return {name: sorted(rows, key=_by_name) for name, rows in found.items()}


def _by_name(pair):
    return pair[1].casefold()


def _row(rows, name, english, welsh=None, key="pk"):
    """Columns of one part: which filter, key, English, Welsh."""
    text = CharField()
    return rows.order_by().annotate(
        facet=Value(name, output_field=text),
        facet_key=Cast(key, text),
        english=Cast(english, text),
        welsh=Cast(welsh, text) if welsh else Value("", output_field=text),
    ).values_list("facet", "facet_key", "english", "welsh")  # fmt: skip


def _held(rows, path, seen):
    held = Exists(seen.order_by().filter(**{path: OuterRef("pk")}))
    return _row(rows.filter(held), path, "name_en", "name_cy")


def _plans(user, board):
    """The newest plans, by reference; older ones are reached from their own page."""
    found = ActionPlan.objects.visible_to(user).agreed().filter(
        board=board, composite=True
    )  # fmt: skip
    newest = found.order_by("-pk").values("pk")[:MOST_PLANS]
    plans = ActionPlan.objects.visible_to(user).filter(pk__in=newest)
    return _row(plans, "plan", "title", key="reference")


def _priorities(user, board, seen):
    rows = Priority.objects.visible_to(user).filter(board=board)
    rows = rows.filter(Exists(seen.order_by().filter(priority=OuterRef("pk"))))
    return _row(rows, "priority", "text_en", "text_cy")


def _source_types(user, board, seen):
    """Of sources this person may know of and that led to a plan."""
    sources = LearningSource.objects.visible_to(user).filter(
        board=board, action_plan__isnull=False, source_type=OuterRef("pk")
    )
    rows = SourceType.objects.visible_to(user).filter(Exists(sources), board=board)
    return _row(rows, "source_type", "name_en", "name_cy")


def _themes(user, board):
    word = Func(F("themes"), function="unnest", output_field=CharField())
    rows = Finding.objects.visible_to(user).filter(board=board).order_by()
    return rows.annotate(
        facet=Value("theme", output_field=CharField()),
        facet_key=word,
        english=F("facet_key"),
        welsh=Value("", output_field=CharField()),
    ).values_list("facet", "facet_key", "english", "welsh").distinct()  # fmt: skip
