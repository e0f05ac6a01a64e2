"""A briefing on one page, as a tagged PDF and in Word, in English or Welsh."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from dissemination.briefing_reading import ENGLISH, WELSH, boxes_of, title_of
from dissemination.choices import BriefingState
from reporting.pdf import draw
from reporting.word import Paper

TEMPLATE = "reporting/pdf/briefing.html"
OPEN = {BriefingState.SHARED, BriefingState.PUBLIC}
# The language of the words is the language of the file, whoever asked for it.
LOCALES = {ENGLISH: "en-gb", WELSH: "cy"}


def as_pdf(record, document) -> bytes:
    """The English."""
    return _pdf(record, document, ENGLISH)


def as_welsh_pdf(record, document) -> bytes:
    """The Welsh."""
    return _pdf(record, document, WELSH)


def as_word(record, document) -> bytes:
    """The English."""
    return _word(record, document, ENGLISH)


def as_welsh_word(record, document) -> bytes:
    """The Welsh."""
    return _word(record, document, WELSH)


def _marking(briefing, language) -> str:
    """What a reader must know of the words: not shared, older than the English."""
    said = []
    if briefing.state not in OPEN:
        said.append(briefing.get_state_display())
    if language == WELSH and briefing.welsh_is_behind:
        said.append(_("English newer than Welsh"))
    return ". ".join(map(str, said))


def _pdf(briefing, document, language) -> bytes:
    with override(LOCALES[language]):
        context = {
            "heading": title_of(briefing, language),
            "caption": briefing.get_kind_display(),
            "marking": _marking(briefing, language),
            "boxes": boxes_of(briefing, language),
            "one_page": True,
        }
        return draw(TEMPLATE, document, context)


def _word(briefing, document, language) -> bytes:
    with override(LOCALES[language]):
        title, kind = title_of(briefing, language), briefing.get_kind_display()
        word = Paper(document, title, kind)
        if marking := _marking(briefing, language):
            word.words(marking, bold=True)
        for box in boxes_of(briefing, language):
            word.heading(f"{box.number}. {box.heading}", level=2)
            word.words(box.text)
        return word.as_bytes()
