"""Drafts about actions, and about the difference they made."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.choices import ActionStatus, Difference
from actionplans.models import Action, ImpactReview
from boards.localised import localised
from learning.choices import ImpactEntryState, ImpactStrand
from learning.models import ImpactEntry
from reporting.annual.drafting.drawn import (
    bullets,
    draws,
    one_line,
    table,
    told,
    words,
)

SHOWN = 20  # changes in one list


def actions_of(year):
    """Actions of the composite plan that were open, or settled, in the year."""
    settled_before = Q(
        status__in=[ActionStatus.BLUE, ActionStatus.WITHDRAWN],
        status_on__lt=year.first,
    )
    rows = Action.objects.visible_to(year.member).composite().filter(board=year.board)
    return rows.filter(created_at__date__lte=year.last).exclude(settled_before)


def _of(rows) -> list:
    return [("action", row.reference) for row in rows]


@draws("actions")
def actions(year):
    rows = list(actions_of(year).only("reference", "status"))
    states = Counter(row.status for row in rows)
    yield words("words", *_sentences(len(rows), states), records=_of(rows))
    yield from table(
        "states",
        _("Actions by status"),
        [_("Status"), _("Number of actions")],
        [[state.label, states[state]] for state in ActionStatus],
        chart=True,
        records=_of(rows),
    )


def _sentences(total, states) -> list[str]:
    followed = ngettext(
        "The board followed %d action in the year.",
        "The board followed %d actions in the year.",
        total,
    )
    done, shown = states[ActionStatus.DONE], states[ActionStatus.BLUE]
    embedded = ngettext(
        "%d is done and shown to have worked.",
        "%d are done and shown to have worked.",
        shown,
    )
    waiting = ngettext(
        "%d is done, but nobody has shown yet what it changed.",
        "%d are done, but nobody has shown yet what they changed.",
        done,
    )
    none = _("The board followed no action in the year.")
    return [told(total, followed, none), told(shown, embedded), told(done, waiting)]


def impact_of(year):
    """Looks back at actions that were held in the year."""
    rows = ImpactReview.objects.visible_to(year.member).filter(
        action__in=actions_of(year).values("pk"), **year.within("held_on")
    )
    return rows.select_related("action").order_by("-held_on", "pk")


@draws("impact")
def impact(year):
    rows = list(impact_of(year))
    found = Counter(row.difference for row in rows)
    behind = _of(row.action for row in rows)
    number = len(rows)
    said = ngettext(
        "The board looked back at %d action to see what it changed.",
        "The board looked back at %d actions to see what they changed.",
        number,
    )
    none = _("The board did not look back at any action to see what it changed.")
    yield words("words", told(number, said, none), records=behind)
    yield from table(
        "found",
        _("What looking back at actions found"),
        [_("Finding"), _("Number of actions")],
        [[one.label, found[one]] for one in Difference],
        chart=True,
        records=behind,
    )
    yield from _by_strand(rows, behind)
    yield from _changes(rows)
    yield from _told_to_the_public(year)


def _by_strand(rows, behind):
    strands = Counter(key for row in rows for key in row.strands)
    return table(
        "strands",
        _("By what the difference is shown"),
        [_("Shown by"), _("Number of actions")],
        [[one.label, strands[one]] for one in ImpactStrand],
        records=behind,
    )


def _changes(rows):
    shown = [row for row in rows if row.difference != Difference.NONE][:SHOWN]
    lines = [
        _("%(changed)s (shown by: %(strands)s)")
        % {"changed": one_line(row.what_changed), "strands": row.strand_words}
        for row in shown
    ]
    before = _("What changed for people:")
    return bullets("changed", before, lines, _of(row.action for row in shown))


def _told_to_the_public(year):
    """What the board told anybody in the year: what changed, and how it is known."""
    rows = ImpactEntry.objects.visible_to(year.member).filter(
        board=year.board,
        state=ImpactEntryState.PUBLIC,
        **year.within("opened_at__date"),
    )
    rows = list(rows.order_by("opened_at", "pk")[:SHOWN])
    before = _("What we learnt, and what is different now:")
    behind = [("impact", row.reference) for row in rows]
    return bullets("entries", before, map(_entry, rows), behind)


def _entry(row) -> str:
    said = f"**{one_line(row.title)}**: {one_line(localised(row, 'changed'))}"
    if shown_by := one_line(localised(row, "shown_by")):
        return _("%(changed)s. How we know: %(shown)s") % {
            "changed": said,
            "shown": shown_by,
        }
    return said
