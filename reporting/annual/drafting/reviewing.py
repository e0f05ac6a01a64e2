"""Drafts about reviews: begun, ended, published, under way, and what they found."""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.choices import FindingKind, SourceKindChoices
from learning.models import Finding, LearningSource, StageEvent
from reporting.annual.drafting.drawn import (
    bullets,
    draws,
    one_line,
    table,
    told,
    words,
)

DECISION, NOT_REVIEWED = "decision", "not_reviewed"
KINDS = [
    SourceKindChoices.PRACTICE_REVIEW,
    SourceKindChoices.RAPID_REVIEW,
    SourceKindChoices.DISCRETIONARY_REVIEW,
    SourceKindChoices.FORUM,
    SourceKindChoices.CHILD_DEATH_REVIEW,
    SourceKindChoices.SUICIDE_REVIEW,
]
SHOWN = 30  # findings in one list


def _reviews(year):
    rows = LearningSource.objects.visible_to(year.member)
    return rows.filter(board=year.board, kind__in=KINDS)


def _of(sources) -> list:
    return [("source", one.reference) for one in sources]


def _decided(year) -> set[int]:
    """Reviews that left the stage of decision in the year."""
    moves = StageEvent.objects.visible_to(year.member).filter(
        source__in=_reviews(year), from_stage=DECISION, **year.within("on")
    )
    return set(moves.values_list("source_id", flat=True))


@draws("reviews")
def reviews(year):
    steps = _steps(year)
    yield words("words", *_sentences(steps), records=_all(steps))
    yield from table(
        "steps",
        _("Reviews in the year"),
        [_("Step"), _("Number of reviews")],
        [[label, len(rows)] for label, rows in _labelled(steps)],
        chart=True,
        records=_all(steps),
    )
    yield from _by_kind(steps)
    yield from _published(steps["published"])


def _steps(year) -> dict[str, list]:
    decided = _decided(year)
    touched = (
        Q(**year.within("opened_on"))
        | Q(**year.within("closed_on"))
        | Q(**year.within("published_on"))
        | Q(pk__in=decided)
    )
    rows = _reviews(year).filter(touched).order_by("opened_on", "pk")
    steps = {"begun": [], "decided": [], "ended": [], "published": []}
    for row in rows:
        for key, day in _days(row, decided, year).items():
            if day:
                steps[key].append(row)
    return steps


def _days(row, decided, year) -> dict[str, bool]:
    def inside(day):
        return bool(day and year.first <= day <= year.last)

    return {
        "begun": inside(row.opened_on),
        "decided": row.pk in decided,
        "ended": inside(row.closed_on),
        "published": inside(row.published_on),
    }


def _labelled(steps):
    labels = {
        "begun": _("Begun"),
        "decided": _("Decided"),
        "ended": _("Ended"),
        "published": _("Published"),
    }
    return [(labels[key], rows) for key, rows in steps.items()]


def _all(steps) -> list:
    return _of(row for rows in steps.values() for row in rows)


def _sentences(steps) -> list[str]:
    begun, ended = len(steps["begun"]), len(steps["ended"])
    published = len(steps["published"])
    one = ngettext(
        "%d review began in the year.", "%d reviews began in the year.", begun
    )
    two = ngettext("%d ended.", "%d ended.", ended)
    three = ngettext(
        "The report of %d review was published.",
        "The reports of %d reviews were published.",
        published,
    )
    return [
        told(begun, one, _("No review began in the year.")),
        told(ended, two),
        told(published, three, _("No report of a review was published.")),
    ]


def _by_kind(steps):
    counts = defaultdict(Counter)
    for key, rows in steps.items():
        for row in rows:
            counts[row.get_kind_display()][key] += 1
    heads = [label for label, _rows in _labelled(steps)]
    lines = [[kind, *(counts[kind][k] for k in steps)] for kind in sorted(counts)]
    caption = _("Reviews in the year, by kind")
    return table("kinds", caption, [_("Kind"), *heads], lines, records=_all(steps))


def _published(rows):
    lines = [
        _("**%(title)s** (%(kind)s), published on %(day)s")
        % {
            "title": one_line(row.title),
            "kind": row.get_kind_display(),
            "day": date_format(row.published_on, "j F Y"),
        }
        for row in rows
    ]
    return bullets("published", _("Published in the year:"), lines, _of(rows))


@draws("reviews_ongoing")
def reviews_ongoing(year):
    left = Q(closed_on__isnull=True) | Q(closed_on__gt=year.last)
    rows = _reviews(year).filter(left, opened_on__lte=year.last)
    rows = list(rows.exclude(stage=NOT_REVIEWED).order_by("kind"))
    number = len(rows)
    said = ngettext(
        "%d review was still under way when the year ended.",
        "%d reviews were still under way when the year ended.",
        number,
    )
    none = _("No review was under way when the year ended.")
    yield words("words", told(number, said, none), records=_of(rows))
    kinds = Counter(row.get_kind_display() for row in rows)
    yield from table(
        "kinds",
        _("Reviews under way at the end of the year"),
        [_("Kind"), _("Number of reviews")],
        sorted(kinds.items()),
        records=_of(rows),
    )


@draws("review_findings")
def review_findings(year):
    found = _findings(year).exclude(kind=FindingKind.GOOD_PRACTICE)
    by_source = defaultdict(list)
    for finding in found:
        by_source[finding.source].append(finding)
    if not by_source:
        yield words("words", _no_findings(year))
    for source, rows in by_source.items():
        before = _("**%s** found:") % one_line(source.title)
        lines = [one_line(row.title) for row in rows[:SHOWN]]
        key = f"of-{source.reference.lower()}"
        yield from bullets(key, before, lines, _of([source]))


def _no_findings(year) -> str:
    if _reviews(year).filter(**year.within("published_on")).exists():
        return _("No findings of the reviews published in the year are recorded.")
    return _("No review was published in the year.")


@draws("good_practice")
def good_practice(year):
    rows = _findings(year).filter(kind=FindingKind.GOOD_PRACTICE)[:SHOWN]
    lines = [one_line(row.title) for row in rows]
    before = _("Good practice that published reviews found:")
    yield from bullets("words", before, lines, _of(row.source for row in rows))


def _findings(year):
    """Of reviews that anybody may read by now."""
    rows = Finding.objects.visible_to(year.member).filter(
        source__in=_reviews(year), **year.within("source__published_on")
    )
    return rows.select_related("source").order_by("source__published_on", "order", "pk")
