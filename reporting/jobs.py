"""What workers do for this floor."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation

from learning.outbox import NotPossible, progress, register
from reporting.kinds import kind_or_404
from reporting.rules import subject_of
from reporting.services.documents import JOB, keep_file


@register(JOB)
def build_document(job):
    """Build for its asker as they stand now, in the language they asked in."""
    document = job.document
    try:
        record = subject_of(document)
    except (Http404, PermissionDenied) as refusal:
        raise NotPossible("Its asker may no longer read it") from refusal
    progress(job, 10)
    with translation.override(document.language):
        content = kind_or_404(document.kind).build(record, document)
    progress(job, 90)
    return lambda: keep_file(document=document, content=content)
