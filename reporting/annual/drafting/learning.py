"""Drafts about the year's learning: how much, from what, on which themes."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.choices import OPEN_STATUSES, ActionStatus
from audits.analysis import heat_map, tally
from audits.models import Round
from learning.choices import FindingKind, SourceKindChoices
from learning.models import Finding, LearningSource, Theme
from learning.themes import tags_seen
from reporting.annual.drafting.doing import actions_of
from reporting.annual.drafting.drawn import (
    bullets,
    draws,
    one_line,
    table,
    told,
    words,
)

AUDITS = [
    SourceKindChoices.MULTI_AGENCY_AUDIT,
    SourceKindChoices.SINGLE_AGENCY_AUDIT,
]
SHOWN = 10


def raised(year, *kinds):
    """Sources raised in the year, of some kinds or of all."""
    rows = LearningSource.objects.visible_to(year.member).filter(
        board=year.board, **year.within("opened_on")
    )
    return rows.filter(kind__in=kinds) if kinds else rows


def of_sources(rows) -> list:
    return [("source", one.reference) for one in rows]


@draws("activity")
def activity(year):
    rows = list(raised(year).only("reference", "kind"))
    kinds = Counter(row.kind for row in rows)
    number = len(rows)
    said = ngettext(
        "The board learnt from %d source in the year.",
        "The board learnt from %d sources in the year.",
        number,
    )
    none = _("No source of learning was recorded in the year.")
    yield words("words", told(number, said, none), records=of_sources(rows))
    lines = [[k.label, kinds[k]] for k in SourceKindChoices if kinds[k]]
    yield from table(
        "kinds",
        _("Sources of learning in the year"),
        [_("Kind of learning"), _("Number")],
        lines,
        chart=True,
        records=of_sources(rows),
    )


def rounds_of(year):
    """Self-assessments whose results were released in the year."""
    rows = Round.objects.visible_to(year.member).analysed_by(year.member)
    rows = rows.filter(board=year.board, **year.within("released_at__date"))
    rows = rows.with_counts()
    return rows.select_related("source", "edition", "previous").order_by("released_at")


@draws("audits")
def audits(year):
    rounds, sources = list(rounds_of(year)), list(raised(year, *AUDITS))
    behind = [("round", one.reference) for one in rounds] + of_sources(sources)
    yield words("words", *_audit_sentences(rounds, sources), records=behind)
    lines = [[str(one), one.asked_count, one.received_count] for one in rounds]
    yield from table(
        "rounds",
        _("Self-assessments and how many agencies answered"),
        [_("Self-assessment"), _("Agencies asked"), _("Handed in")],
        lines,
        records=behind,
    )
    for one in rounds:
        yield from _levels(one, year)


def _audit_sentences(rounds, sources) -> list[str]:
    held, raised_ = len(rounds), len(sources)
    one = ngettext(
        "Results of %d self-assessment of agencies were released.",
        "Results of %d self-assessments of agencies were released.",
        held,
    )
    other = ngettext(
        "%d audit was carried out.", "%d audits were carried out.", raised_
    )
    return [
        told(held, one, _("No self-assessment of agencies was released.")),
        told(raised_, other, _("No audit was carried out.")),
    ]


def _levels(round, year):
    """How often agencies stood on each level, all standards together."""
    counts = Counter()
    for line in tally(heat_map(round, year.member)):
        for level, number in line.levels:
            counts[level.value, str(level.word)] += number
    lines = [[word, number] for (_value, word), number in sorted(counts.items())[::-1]]
    return table(
        f"levels-{round.reference.lower()}",
        _("Ratings in %s, all standards together") % round,
        [_("Rating"), _("Number of ratings")],
        lines,
        chart=True,
        records=[("round", round.reference)],
    )


def _theme_counts(year) -> Counter:
    tags = tags_seen(year.member, year.board)
    tags = tags.filter(**year.within("source__opened_on")).order_by()
    counted = tags.values("theme").annotate(number=Count("source", distinct=True))
    return Counter(dict(counted.values_list("theme", "number")))


@draws("themes")
def themes(year):
    now, before = _theme_counts(year), _theme_counts(year.before())
    rows = Theme.objects.visible_to(year.member).filter(pk__in=set(now) | set(before))
    rows = sorted(rows, key=lambda one: (-now[one.pk], -before[one.pk], one.name))
    behind = [("theme", one.pk) for one in rows[:SHOWN]]
    yield words("words", *_theme_sentences(rows, now, before), records=behind)
    yield from table(
        "seen",
        _("Themes: in how many sources each was seen"),
        [_("Theme"), _("This year"), _("Year before"), _("Trend")],
        [_trend(one, now[one.pk], before[one.pk]) for one in rows[:SHOWN]],
        records=behind,
    )
    yield from table(
        "chart",
        _("Themes seen most in the year"),
        [_("Theme"), _("Number of sources")],
        [[one.name, now[one.pk]] for one in rows[:SHOWN] if now[one.pk]],
        chart=True,
        records=behind,
    )


def _trend(theme, now, before) -> list:
    said = _("As before")
    if now != before:
        said = _("More often") if now > before else _("Less often")
    return [theme.name, now, before, said]


def _theme_sentences(rows, now, before) -> list[str]:
    seen = [one for one in rows if now[one.pk]]
    number = len(seen)
    said = ngettext(
        "%d theme was seen in the year's learning.",
        "%d themes were seen in the year's learning.",
        number,
    )
    again = sum(1 for one in seen if before[one.pk])
    back = ngettext(
        "%d had been seen in the year before as well.",
        "%d had been seen in the year before as well.",
        again,
    )
    none = _("No theme was seen in the year's learning.")
    return [told(number, said, none), told(again, back)]


@draws("next_steps")
def next_steps(year):
    rows = actions_of(year)
    left = list(rows.filter(status__in=OPEN_STATUSES).only("reference", "due_on"))
    late = [one for one in left if one.due_on <= year.last]
    unshown = rows.filter(status=ActionStatus.DONE).count()
    behind = [("action", one.reference) for one in [*late, *left]]
    yield words("words", *_left(len(left), len(late), unshown), records=behind)
    gaps = Finding.objects.visible_to(year.member).filter(
        board=year.board,
        kind__in=[FindingKind.GAP, FindingKind.EMERGING_ISSUE],
        source__published_on__isnull=False,
        **year.within("source__opened_on"),
    )
    gaps = list(gaps.select_related("source")[:SHOWN])
    before = _("Gaps and emerging issues that published learning named:")
    lines = [one_line(one.title) for one in gaps]
    yield from bullets("gaps", before, lines, of_sources(one.source for one in gaps))


def _left(left, late, unshown) -> list[str]:
    open_ = ngettext(
        "%d action goes on into the next year.",
        "%d actions go on into the next year.",
        left,
    )
    overdue = ngettext(
        "%d was due within the year and is not done.",
        "%d were due within the year and are not done.",
        late,
    )
    debt = ngettext(
        "Of %d that is done nobody has shown yet what it changed.",
        "Of %d that are done nobody has shown yet what they changed.",
        unshown,
    )
    return [
        told(left, open_, _("No action goes on into the next year.")),
        told(late, overdue),
        told(unshown, debt),
    ]
