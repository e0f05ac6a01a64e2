"""The development day pack as a workbook: a sheet for each way of looking."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.papers.columns import day_words
from reporting.papers.development_day import (
    DevelopmentDay,
    cell_words,
    movement_words,
)
from reporting.workbook import Book


def as_excel(round, document) -> bytes:
    """Every agency, standard and word: what the paper pack has no room for."""
    day = DevelopmentDay(round, document.asked_by)
    book = Book(document.title, document.board)
    book.sheet(_("Summary"), [_("About"), ""], summary(day, document), (34, 70))
    if day.map.standards:
        _heat_map(book, day)
        _ratings(book, day)
    _words(book, day)
    _non_returns(book, day)
    if day.map.standards:
        headings = [_("Sector"), *day.sector_headings]
        rows = [[sector, *counts] for sector, counts in day.by_sector]
        book.sheet(_("By sector"), headings, rows, (34,))
    _scrutiny(book, day)
    return book.as_bytes()


def summary(day, document) -> list[tuple]:
    """The round in a few lines, and what the ratings mean."""
    round = day.round
    rows = [
        (_("Round"), str(round)),
        (_("Year or period"), round.period),
        (_("Questionnaire"), str(round.edition)),
        (_("Due on"), day_words(round.due_on)),
        (_("Analysed at the event on"), day_words(round.event_on)),
        (_("Agencies asked"), len(day.map.rows)),
        (_("Handed in"), len(day.received)),
        (_("Handed in late"), len(day.late)),
        (_("Not handed in"), len(day.map.non_returns)),
        (_("Compared with"), round.previous.period if round.previous else ""),
        (_("Released"), _released(round)),
        (_("Built for"), str(document.asked_by)),
        (_("Version"), document.version),
    ]
    return rows + [(str(level), level.definition) for level in day.map.levels]


def _released(round) -> str:
    if not round.released_at:
        return _("Not released: business unit and moderators only")
    return date_format(round.released_at, "j F Y")


def _heat_map(book, day) -> None:
    """Agency by standard: the rating that stands, coloured, and how it moved."""
    headings = [_("Agency"), _("Sector"), *[one.number for one in day.map.standards]]
    rows = (
        [str(row.agency), row.agency.get_sector_display(), *map(_painted, row.cells)]
        for row in day.map.rows
    )
    book.sheet(_("Heat map"), headings, rows, (34, 24), frozen_columns=2)


def _painted(cell):
    moved = movement_words(cell)
    words = f"{cell_words(cell)}\n{moved}" if moved else cell_words(cell)
    return (words, cell.level.colour) if cell.level else words


def _ratings(book, day) -> None:
    """Standards with their counts, whatever scale each is rated with."""
    levels = day.map.levels
    headings = [
        _("Section"),
        _("Number"),
        _("Standard"),
        _("Changed since last round"),
        *[str(level) for level in levels],
        _("Does not apply"),
        _("Not answered"),
        _("Not handed in"),
        _("Up"),
        _("Down"),
    ]
    rows = (_tally(tally, levels) for tally in day.tallies)
    book.sheet(_("Ratings"), headings, rows, (28, 9, 60, 14), frozen_columns=3)


def _tally(tally, levels) -> list:
    standard = tally.standard
    counts = {level.pk: count for level, count in tally.levels}
    changed = _("new") if standard.new else _("reworded") if standard.reworded else ""
    return [
        standard.section,
        standard.number,
        standard.text,
        changed,
        *[counts.get(level.pk, "") for level in levels],
        tally.not_applicable,
        tally.unanswered,
        tally.not_returned,
        tally.better,
        tally.worse,
    ]


def _words(book, day) -> None:
    """Agencies' own words, to filter by what they are about."""
    kinds = [
        (_("Good practice"), day.good_practice),
        (_("What agencies will improve"), day.improvements),
        (_("How agencies hear children and adults"), day.voice),
    ]
    headings = [
        _("About"),
        _("Number"),
        _("Question"),
        _("Agency"),
        _("Rating"),
        _("Words"),
    ]
    rows = (
        [kind, one.number, one.question, one.agency, str(one.level or ""), one.words]
        for kind, extracts in kinds
        for one in extracts
        if one.words
    )
    book.sheet(_("Words"), headings, rows, (24, 9, 44, 30, 16, 90), frozen_columns=2)


def _non_returns(book, day) -> None:
    headings = [_("Agency"), _("Sector"), _("Due on"), _("Late")]
    rows = (
        [
            str(one.agency),
            one.agency.get_sector_display(),
            day_words(one.due_on),
            _("Yes") if one.is_late else _("No"),
        ]
        for one in day.map.non_returns
    )
    book.sheet(_("Non-returns"), headings, rows, (40, 26, 20, 10))


def _scrutiny(book, day) -> None:
    headings = [_("Kind"), _("Agency"), _("Standard"), _("What was said or offered")]
    rows = (
        [
            note.get_kind_display(),
            str(note.agency or ""),
            note.question.number if note.question else "",
            note.text,
        ]
        for note in day.scrutiny
    )
    book.sheet(_("Challenge and support"), headings, rows, (22, 34, 12, 90))
