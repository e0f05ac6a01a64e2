"""Files of editions: how far each is, and under which name it is fetched."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from learning.choices import JobState
from reporting.annual.editions import ENGLISH, WELSH, told
from reporting.choices import EditionFormat
from reporting.kinds import PDF, WORD
from reporting.models import AnnualEditionFile

HTML = "text/html; charset=utf-8"
TYPES = {
    EditionFormat.HTML: ("html", HTML),
    EditionFormat.PDF: ("pdf", PDF),
    EditionFormat.WORD: ("docx", WORD),
}
ORDER = list(EditionFormat.values)
LANGUAGES = {ENGLISH: _("English"), WELSH: _("Welsh")}


@dataclass(frozen=True)
class FileState:
    """One file as the list of editions shows it."""

    file: AnnualEditionFile
    format: str
    language: str

    @property
    def is_built(self) -> bool:
        return self.file.built_at is not None

    @property
    def has_failed(self) -> bool:
        return not self.is_built and self.file.job.state == JobState.FAILED

    @property
    def progress(self) -> int:
        return self.file.job.progress


def with_files(editions, user) -> None:
    """Hang each edition's files on it: one query for all."""
    rows = AnnualEditionFile.objects.visible_to(user).filter(edition__in=editions)
    by_edition: dict[int, list[FileState]] = {}
    for state in _states(rows):
        by_edition.setdefault(state.file.edition_id, []).append(state)
    for edition in editions:
        found = by_edition.get(edition.pk, [])
        edition.shown_files = found
        edition.told = told(edition.changed)
        edition.is_building = any(not s.is_built and not s.has_failed for s in found)


def with_files_of(edition) -> list[FileState]:
    """Files of an edition that anybody may read."""
    return _states(edition.files.all())


def _states(rows) -> list[FileState]:
    """English first, as a page first."""
    found = [
        FileState(row, EditionFormat(row.format).label, LANGUAGES[row.language])
        for row in rows.select_related("job")
    ]
    places = {s: (s.file.language == WELSH, ORDER.index(s.file.format)) for s in found}
    return sorted(found, key=places.get)


def download_name(file) -> tuple[str, str]:
    """The name people see in their downloads, and the type of the file."""
    ending, content_type = TYPES[EditionFormat(file.format)]
    report = file.edition.report
    title = report.title_cy if file.language == WELSH else ""
    about = slugify(title or report.title_en)[:100]
    place = "-cy" if file.language == WELSH else ""
    return f"{about}-{file.edition.number}{place}.{ending}", content_type
