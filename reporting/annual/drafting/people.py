"""Drafts about who the board is, what it set out to do, who took part and gave."""

from collections import Counter

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.choices import ActionStatus
from boards.models import BoardAgency
from learning.choices import SourceKindChoices
from learning.models import Priority
from learning.services.years import financial_year
from reporting.annual.drafting.doing import actions_of
from reporting.annual.drafting.drawn import (
    Drawn,
    bullets,
    draws,
    one_line,
    told,
    words,
)
from reporting.annual.drafting.learning import of_sources, raised
from reporting.choices import BlockKind, ContributionState
from reviews.choices import InvolvementKind, Reply
from reviews.models import Involvement, Review

VOICES = [SourceKindChoices.VOICE, SourceKindChoices.PRACTITIONER_FEEDBACK]


def member_agencies(user, board, on=None):
    """Places of the agencies a board asks. Schools answer an audit of their own."""
    rows = BoardAgency.objects.visible_to(user).live(on)
    rows = rows.filter(board=board, school_duty="")
    return rows.select_related("agency").order_by("agency__name_en")


@draws("members")
def members(year):
    rows = list(member_agencies(year.member, year.board, year.last))
    number = len(rows)
    before = ngettext(
        "%d agency belonged to the board when the year ended:",
        "%d agencies belonged to the board when the year ended:",
        number,
    )
    yield from bullets("words", before % number, [row.agency.name for row in rows])


@draws("priorities")
def priorities(year):
    rows = Priority.objects.visible_to(year.member).filter(
        board=year.board, year=financial_year(year.last)
    )
    rows = list(rows.order_by("number"))
    if not rows:
        yield words("words", _("The board set no priorities for the year."))
    before = _("The board's priorities for the year:")
    done = _actions_by_priority(year)
    yield from bullets("words", before, [_priority(row, done) for row in rows])


def _actions_by_priority(year) -> dict:
    found = {}
    for pk, status in actions_of(year).values_list("priority_id", "status"):
        found.setdefault(pk, Counter())[status] += 1
    return found


def _priority(row, done) -> str:
    counts = done.get(row.pk, Counter())
    total, shown = sum(counts.values()), counts[ActionStatus.BLUE]
    if not total:
        said = _("no action in the composite plan serves it yet")
    else:
        one = ngettext("%d action served it", "%d actions served it", total)
        worked = _("%d shown to have worked") % shown
        said = f"{one % total}, {worked}"
    return f"**{one_line(row.text)}**: {said}"


@draws("participation")
def participation(year):
    """Numbers only: what people said on a review is a working paper of its panel."""
    sources = raised(year, *VOICES)
    taken = Involvement.objects.visible_to(year.officer).filter(
        review__in=Review.objects.visible_to(year.member),
        review__board=year.board,
        reply=Reply.TOOK_PART,
        **year.within("offered_on"),
    )
    summed = taken.order_by().values("kind").annotate(people=Sum("number"))
    counts = dict(summed.values_list("kind", "people"))
    reviews = set(taken.values_list("review__source__reference", flat=True))
    behind = [("source", one) for one in sorted(reviews)]
    yield words("words", *_part_taken(counts), records=behind)
    rows = list(sources)
    before = _("Where people told the board what they thought:")
    titles = [one_line(row.title) for row in rows]
    yield from bullets("voices", before, titles, of_sources(rows))


def _part_taken(counts) -> list[str]:
    families = counts.get(InvolvementKind.FAMILY, 0)
    workers = counts.get(InvolvementKind.PRACTITIONER, 0)
    one = ngettext(
        "%d person of a family, or the child or adult themselves, took part in a "
        "review.",
        "%d people of families, or the children and adults themselves, took part in "
        "reviews.",
        families,
    )
    other = ngettext(
        "%d practitioner took part.", "%d practitioners took part.", workers
    )
    none = _("Nobody is recorded as having taken part in a review.")
    return [
        told(families, one, "" if workers else none),
        told(workers, other),
    ]


@draws("contributions")
def contributions(year):
    """Each agency's own words, once it gave them; never what it is still writing."""
    rows = list(year.report.contributions.select_related("agency"))
    given = [row for row in rows if row.state == ContributionState.GIVEN]
    nothing = [row for row in rows if row.state == ContributionState.NOTHING]
    yield words("words", *_given(len(rows), len(given), len(nothing)))
    for row in given:
        yield Drawn(
            f"agency-{row.agency_id}",
            BlockKind.QUOTE,
            text=row.text.strip(),
            records=[["contribution", str(row.pk)]],
            agency_id=row.agency_id,
        )


def _given(asked, given, nothing) -> list[str]:
    if not asked:
        return [_("No agency has been asked for a contribution yet.")]
    one = ngettext(
        "%d agency contributed to this report.",
        "%d agencies contributed to this report.",
        given,
    )
    other = ngettext(
        "%d said that it had nothing to report.",
        "%d said that they had nothing to report.",
        nothing,
    )
    return [
        told(given, one, _("No agency has given its contribution yet.")),
        told(nothing, other),
    ]
