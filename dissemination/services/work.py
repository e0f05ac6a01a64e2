"""Writing the year's work plan (SOL-43)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dissemination.choices import WorkState
from dissemination.models import WorkTask
from learning.services.sent_once import made_before
from learning.services.versions import save_version


def add_task(*, board, by, sent_once=None, **values) -> WorkTask:
    """A task of a year. The same form sent twice makes one. Raises ValidationError."""
    made = WorkTask(board=board, created_by=by, sent_once=sent_once, **values)
    _check(made)
    made._history_user = by
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return made_before(WorkTask, sent_once, by)
    return made


@transaction.atomic
def edit_task(*, task: WorkTask, values: dict, version: int, by) -> WorkTask:
    """Change a task or say how far it is. Raises StaleVersion, ValidationError."""
    saved = save_version(record=task, values=values, version=version, by=by)
    _check(saved)
    return saved


def _check(task):
    ended = {WorkState.DONE, WorkState.STOPPED}
    if task.state in ended and not task.progress.strip():
        problem = _("Say what came of it, or why it stopped.")
        raise ValidationError({"progress": problem})
