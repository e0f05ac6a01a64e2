"""The reading page: each paragraph with its records and what was said of it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import get_language

from reporting.annual.behind import Behind, records_behind
from reporting.annual.editions import ENGLISH, WELSH
from reporting.annual.html import Chapter, Part, chapters_of
from reporting.annual.plain import excerpt_of
from reporting.annual.reading import document_of
from reporting.models import AnnualComment
from reporting.services.annual_editions import edition_document


@dataclass
class Paragraph:
    """One block on the page."""

    part: Part
    behind: Behind | None = None
    comments: list = field(default_factory=list)


@dataclass
class ReadChapter:
    """One section on the page."""

    chapter: Chapter
    paragraphs: list[Paragraph]
    comments: list = field(default_factory=list)


@dataclass
class ReadPage:
    """A whole report as one person reads it."""

    document: object
    chapters: list[ReadChapter]
    comments: list
    number: int = 0

    @property
    def sections(self) -> list[int]:
        return [one.chapter.section_id for one in self.chapters]


def language_asked(request, edition) -> str:
    """The language asked for, else the reader's, where the edition has it."""
    asked = request.GET.get("language") or get_language() or ENGLISH
    has_welsh = edition is not None and WELSH in edition.content
    return WELSH if asked.startswith(WELSH) and has_welsh else ENGLISH


def document_for(report, edition, language):
    """What the edition keeps; the report as it stands where there is none yet."""
    if edition is None:
        return document_of(report, language)
    return edition_document(edition, language)


def page_for(user, report, edition, language) -> ReadPage:
    """Constant queries, however long the report."""
    document = document_for(report, edition, language)
    behind = records_behind(user, report)
    of_block, of_section, whole = _comments(user, report)
    chapters = []
    for chapter in chapters_of(document):
        paragraphs = [
            Paragraph(p, behind.get(p.block_id), of_block.pop(p.block_id, []))
            for p in chapter.parts
        ]
        chapters.append(ReadChapter(chapter, paragraphs))
    _leave_none_out(chapters, of_block, of_section, whole)
    number = edition.number if edition else 0
    return ReadPage(document, chapters, whole, number)


def _comments(user, report):
    """By block, by section, and of the whole report."""
    rows = AnnualComment.objects.visible_to(user).filter(report=report)
    of_block, of_section, whole = defaultdict(list), defaultdict(list), []
    for row in rows.select_related("by", "answered_by"):
        if row.block_id:
            of_block[row.block_id].append(row)
        elif row.section_id:
            of_section[row.section_id].append(row)
        else:
            whole.append(row)
    return of_block, of_section, whole


def _leave_none_out(chapters, of_block, of_section, whole) -> None:
    """What was said of a paragraph that is gone stands with its section, or whole."""
    for rows in of_block.values():
        for row in rows:
            of_section[row.section_id].append(row)
    for chapter in chapters:
        chapter.comments = of_section.pop(chapter.chapter.section_id, [])
    for rows in of_section.values():
        whole += rows


def place_of(document, section_id, block_id) -> tuple[int | None, int | None, str]:
    """The section and block named, where the document has them, and how it begins."""
    for section in document.sections:
        for block in section.blocks:
            if block_id and block.block_id == block_id:
                return section.section_id or None, block_id, excerpt_of(block)
        if section_id and section.section_id == section_id and not block_id:
            return section_id, None, f"{section.number}. {section.title}"
    return None, None, ""
