"""The records behind a block, as links each reader may open."""

from dataclasses import dataclass

from actionplans.models import Action
from audits.models import Round
from dissemination.models import Briefing
from learning.models import ImpactEntry, LearningSource, Recommendation, Theme
from reporting.models import AnnualContribution

# Kind of a record: its model, and the column its key is kept in.
KINDS = {
    "source": (LearningSource, "reference"),
    "recommendation": (Recommendation, "pk"),
    "action": (Action, "reference"),
    "round": (Round, "source__reference"),
    "briefing": (Briefing, "reference"),
    "impact": (ImpactEntry, "reference"),
    "theme": (Theme, "pk"),
    "contribution": (AnnualContribution, "pk"),
}
# Where a record says which board it is of, unless it names it itself.
OF_BOARD = {"contribution": "report__board"}


@dataclass(frozen=True)
class Link:
    """One record: its words and its page."""

    title: str
    url: str


def links_of(user, board, blocks) -> dict[int, list[Link]]:
    """Block's pk -> links to what this person may know of. One query a kind."""
    wanted: dict[str, set[str]] = {}
    for block in blocks:
        for kind, key in block.records:
            wanted.setdefault(kind, set()).add(key)
    found = {}
    for kind, keys in wanted.items():
        found |= _found(user, board, kind, keys)
    return {
        block.pk: [found[one] for one in map(tuple, block.records) if one in found]
        for block in blocks
    }


def _found(user, board, kind, keys) -> dict[tuple[str, str], Link]:
    if kind not in KINDS:
        return {}
    model, column = KINDS[kind]
    where = {OF_BOARD.get(kind, "board"): board, f"{column}__in": keys}
    rows = model.objects.visible_to(user).filter(**where)
    related = [name for name in ("board", "source", "report") if _has(model, name)]
    return {
        (kind, str(_key(row, column))): Link(_title(row), row.get_absolute_url())
        for row in rows.select_related(*related)
    }


def _has(model, name) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _key(row, column):
    return row.reference if column == "source__reference" else getattr(row, column)


def _title(row) -> str:
    return str(row)[:120]
