"""What must hold in a pack's annual report: sections answer items that exist."""

from datetime import date

from frameworks.build import PackError
from frameworks.faults import Found, Places, rows, strangers, untranslated
from frameworks.pack import Pack

LEAP_YEAR = 2024  # so that 29 February is a day


def reports_fall_on_a_day(pack: Pack, places: Places) -> Found:
    for report, at in rows(pack, places, "annual_reports"):
        if not 1 <= report.first_month <= 12:
            yield PackError(at.key("first_month"), "is not a month from 1 to 12")
        try:
            date(LEAP_YEAR, report.due_month, report.due_day)
        except ValueError:
            yield PackError(at.key("due_day"), "is not a day of that month")


def a_board_has_one_report(pack: Pack, places: Places) -> Found:
    templates = {template.key for template in pack.templates}
    for number, (report, at) in enumerate(rows(pack, places, "annual_reports")):
        yield from strangers((report.key,), templates, at.key("key"), "template")
        if number:
            yield PackError(at, "a second annual report")


def sections_answer_known_items(pack: Pack, places: Places) -> Found:
    items = {item.key for item in pack.annual_checklist}
    for section, at in rows(pack, places, "annual_sections"):
        yield from strangers(section.answers, items, at.key("answers"), "item")


def annual_words_are_translated(pack: Pack, places: Places) -> Found:
    if "cy" not in pack.board.languages:
        return
    for name, words in WORDS.items():
        for row, at in rows(pack, places, name):
            yield from untranslated(getattr(row, words), at.key(words))


WORDS = {
    "annual_sections": "title",
    "annual_checklist": "text",
    "annual_milestones": "name",
}
ANNUAL_CHECKS = (
    reports_fall_on_a_day,
    a_board_has_one_report,
    sections_answer_known_items,
    annual_words_are_translated,
)
