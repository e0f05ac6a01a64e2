"""What shows that an action was done, and what people say of it (HAR-41)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.choices import UpdateKind
from actionplans.models import ActionEvidence
from actionplans.services.progress import append, locked, said_before, save_moved
from learning.services.documents import keep_upload
from learning.services.evidence import check_link


@transaction.atomic
def add_evidence(
    *, action, by, title: str, summary="", feedback_from="", impact="", file=None,
    link="", item=None, agency=None, sent_once=None,
) -> ActionEvidence:  # fmt: skip
    """A file, a link, an item of the agency's library or a summary in words.

    `agency` is whom the person speaks for; its people keep the file. Feedback says
    what it tells of the difference made. The same form sent twice adds it once.
    Raises ValidationError by field.
    """
    action = locked(action)
    if made := said_before(ActionEvidence, sent_once, by):
        return made
    check_link(link)
    _require_something(file, link, item, summary, feedback_from, impact)
    made = ActionEvidence(
        action=action, by=by, title=title, summary=summary, link=link, item=item,
        feedback_from=feedback_from, impact=impact, sent_once=sent_once,
    )  # fmt: skip
    if file:
        made.document = _kept(action, agency, file, by)
    made._history_user = by
    made.save()
    append(action, UpdateKind.EVIDENCE, by, text=title, for_agency=agency)
    save_moved(action, by)
    return made


def _require_something(file, link, item, summary, feedback_from, impact):
    if feedback_from and not impact.strip():
        words = _("Say what the feedback tells of the difference made.")
        raise ValidationError({"impact": words})
    if not (file or link or item or summary.strip()):
        words = _("Choose a file, give a link, or write what it shows.")
        raise ValidationError({"summary": words})


def _kept(action, agency, file, by):
    try:
        return keep_upload(board=action.board, agency=agency, file=file, by=by)
    except ValidationError as problem:
        raise ValidationError({"file": problem.messages}) from problem
