"""Builds editions of an annual report: the words kept, the files made by workers."""

import hashlib
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from learning.outbox import enqueue
from reporting.annual.editions import changes, kept, languages_of, read_back
from reporting.annual.reading import document_of
from reporting.choices import AnnualReportState, EditionFormat
from reporting.models import AnnualEdition, AnnualEditionFile, AnnualReport

JOB = "reporting.annual_edition"
State = AnnualReportState


def locked_report(report, by) -> AnnualReport:
    """The report, held until the step is written."""
    rows = AnnualReport.objects.visible_to(by).select_for_update(of=("self",))
    return rows.select_related("board").get(pk=report.pk)


def saved_report(report, by) -> AnnualReport:
    """Keep a step of the report, with who took it."""
    report._history_user = by
    report.version += 1
    report.save()
    return report


@transaction.atomic
def build_edition(*, report: AnnualReport, by) -> AnnualEdition:
    """Keep the report as it stands and have its files built; where no word differs
    from the last edition, that one.

    A report that partners had agreed goes back to them. Raises ValidationError while
    it is published.
    """
    held = locked_report(report, by)
    if held.state == State.PUBLISHED:
        raise ValidationError(_("It is published. Take it down before you change it."))
    last = held.editions.order_by("-number").first()
    content = _content(held)
    if last and not _changes(last.content, content):
        return last
    if held.state in {State.AGREED, State.WITHDRAWN}:
        held.state, held.agreed_at = _back_to(held), None
        saved_report(held, by)
    return _begin(held, content, last, by)


def _back_to(report) -> str:
    return State.SIGN_OFF if report.sign_offs.exists() else State.CIRCULATED


@transaction.atomic
def build_final(*, report: AnnualReport, by) -> AnnualEdition:
    """The edition that is published: the words of the last one, no draft any more."""
    last = report.editions.order_by("-number").first()
    return _begin(report, last.content, last, by, final=True)


def _content(report) -> dict:
    """The words of the report by language, without a marking."""
    documents = {one: document_of(report, one) for one in languages_of(report.board)}
    return {key: kept(replace(one, marking="")) for key, one in documents.items()}


def _changes(old: dict, new: dict) -> list[dict]:
    """What differs in any language; said of the English where it differs there."""
    for language, said in new.items():
        if language not in old:
            return [{"what": "title", "section": said["title"]}]
        if found := changes(read_back(old[language]), read_back(said)):
            return found
    return []


def _begin(report, content, last, by, *, final=False) -> AnnualEdition:
    made = report.editions.create(
        number=last.number + 1 if last else 1,
        content=content,
        changed=_changes(last.content, content) if last else [],
        final=final,
        by=by,
    )
    if final:
        report.editions.exclude(pk=made.pk).update(final=False)  # frozen rows
    for language in content:
        for format in EditionFormat.values:
            _ask_for(made, language, format, by)
    return made


def _ask_for(edition, language, format, by) -> AnnualEditionFile:
    job = enqueue(
        kind=JOB,
        payload={"edition": edition.pk, "language": language, "format": format},
        board=edition.report.board,
        by=by,
    )
    return edition.files.create(language=language, format=format, job=job)


def edition_document(edition, language):
    """What an edition says in one language, marked unless it is final."""
    document = read_back(edition.content[language])
    with translation.override(language):
        words = _("Draft, edition %s: not for publication") % edition.number
    return document if edition.final else replace(document, marking=words)


@transaction.atomic
def keep_edition_file(*, file: AnnualEditionFile, content: bytes, pages=None):
    """Store what was built, under a random name, with its size and SHA-256."""
    file.file.save("edition", ContentFile(content), save=False)
    file.size, file.pages = len(content), pages
    file.sha256 = hashlib.sha256(content).hexdigest()
    file.built_at = timezone.now()
    file.save(update_fields=["file", "size", "pages", "sha256", "built_at"])
    return file


@transaction.atomic
def build_again(*, file: AnnualEditionFile, by) -> AnnualEditionFile:
    """Ask once more for a file that could not be built."""
    file = file.edition.files.select_for_update(of=("self",)).get(pk=file.pk)
    if file.built_at is None and file.job.state == "failed":
        payload = file.job.payload
        board = file.edition.report.board
        file.job = enqueue(kind=JOB, payload=payload, board=board, by=by)
        file.save(update_fields=["job"])
    return file
