"""Drafts about how learning was passed on, and what was measured after it."""

from collections import Counter

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dissemination.choices import Confirmation, PartState, RequestState
from dissemination.models import (
    AgencyPart,
    Briefing,
    LearningRequest,
    LessonMeasure,
    ShareRecord,
)
from learning.choices import SourceKindChoices
from learning.models import LearningSource
from reporting.annual.drafting.drawn import (
    bullets,
    draws,
    one_line,
    table,
    told,
    words,
)
from reporting.annual.drafting.learning import of_sources, raised

SHOWN = 20


def _requests(year):
    """Formal requests issued in the year, on learning that the reader may know of.
    Only counted: their words are between the board and the agencies."""
    open_ = Q(source__isnull=True) | Q(
        source__in=LearningSource.objects.visible_to(year.member).values("pk")
    )
    rows = LearningRequest.objects.visible_to(year.officer).filter(
        open_, board=year.board, **year.within("issued_at__date")
    )
    return rows.exclude(state=RequestState.DRAFT)


@draws("dissemination")
def dissemination(year):
    briefings = Briefing.objects.visible_to(year.member).filter(
        board=year.board, **year.within("shared_on")
    )
    briefings = list(briefings.order_by("shared_on", "pk"))
    shares = ShareRecord.objects.visible_to(year.member).filter(
        board=year.board, **year.within("on")
    )
    reached = shares.aggregate(people=Sum("reach"))["people"] or 0
    asked = list(_requests(year))
    behind = [("briefing", one.reference) for one in briefings]
    said = _passed_on(len(briefings), shares.count(), reached, len(asked))
    yield words("words", *said, records=behind)
    before = _("Briefings shared in the year:")
    titles = [one_line(one.title) for one in briefings[:SHOWN]]
    yield from bullets("briefings", before, titles, behind)
    yield from _coverage(year, asked)


def _passed_on(briefings, shares, reached, asked) -> list[str]:
    shared = ngettext(
        "The board shared %d briefing.", "The board shared %d briefings.", briefings
    )
    passed = ngettext(
        "Learning was passed on %d time.", "Learning was passed on %d times.", shares
    )
    people = ngettext("It reached %d person.", "It reached %d people.", reached)
    formal = ngettext(
        "Agencies were formally asked %d time to embed it.",
        "Agencies were formally asked %d times to embed it.",
        asked,
    )
    return [
        told(briefings, shared, _("The board shared no briefing.")),
        told(shares, passed, _("No other passing on of learning was recorded.")),
        told(reached, people),
        told(asked, formal),
    ]


def _coverage(year, asked):
    """Of the parts agencies had in those requests, how far they came."""
    parts = AgencyPart.objects.visible_to(year.officer).filter(request__in=asked)
    parts = list(parts.with_counts())
    signed = Counter(kind for part in parts for kind in part.confirmed)
    answered = sum(1 for part in parts if part.state == PartState.ANSWERED)
    lines = [
        [_("Asked"), len(parts)],
        [_("Answered"), answered],
        *([one.label, signed[one]] for one in Confirmation),
    ]
    return table(
        "coverage",
        _("How far agencies came with what they were asked to pass on"),
        [_("Step"), _("Number of agencies' parts")],
        lines,
        chart=True,
    )


@draws("measures")
def measures(year):
    rows = LessonMeasure.objects.visible_to(year.member).filter(
        board=year.board, **year.within("result_on")
    )
    rows = list(rows.exclude(result="").select_related("finding__source", "agency"))
    number = len(rows)
    said = ngettext(
        "%d lesson was measured before and after.",
        "%d lessons were measured before and after.",
        number,
    )
    behind = of_sources(row.finding.source for row in rows)
    none = _("No lesson was measured before and after in the year.")
    yield words("words", told(number, said, none), records=behind)
    yield from table(
        "before-after",
        _("Before and after"),
        [_("What was measured"), _("Shown by"), _("Before"), _("After")],
        [_measured(row) for row in rows[:SHOWN]],
        records=behind,
    )


def _measured(row) -> list[str]:
    before = row.baseline or _("Not measured")
    return [row.instrument, row.get_strand_display(), before, row.result]


@draws("training")
def training(year):
    rows = list(raised(year, SourceKindChoices.WORKFORCE))
    number = len(rows)
    said = ngettext(
        "%d piece of learning and development work was recorded in the year.",
        "%d pieces of learning and development work were recorded in the year.",
        number,
    )
    none = _("No learning and development work was recorded in the year.")
    yield words("words", told(number, said, none), records=of_sources(rows))
    before = _("Learning and development in the year:")
    titles = [one_line(row.title) for row in rows[:SHOWN]]
    yield from bullets("list", before, titles, of_sources(rows))
