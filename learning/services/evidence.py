"""The agency's library of evidence: adding, correcting, ending. Nothing is deleted."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.models import Evidence
from learning.services.documents import keep_uploads

LONGEST_TITLE = 200  # characters


@transaction.atomic
def add_evidence(
    *,
    board,
    agency,
    by,
    files=(),
    link="",
    title="",
    effective_on=None,
    expires_on=None,
) -> list[Evidence]:
    """New items: one for each file and one for the link, all or none.

    A single file takes the title; several are named after themselves. Raises
    ValidationError by field: `files`, `link`, `title`, `expires_on`.
    """
    check_life(effective_on, expires_on)
    check_link(link)
    files = list(files)
    if not files and not link:
        raise ValidationError({"files": _("Choose a file or give a link.")})
    if link and not title:
        raise ValidationError({"title": _("Give the link a title.")})
    life = {"effective_on": effective_on, "expires_on": expires_on}
    made = [
        _add(agency, by, title=_title(title, files, one), document=one, **life)
        for one in _documents(board, agency, files, by)
    ]
    if link:
        made.append(_add(agency, by, title=title, link=link, **life))
    return made


def _documents(board, agency, files, by):
    try:
        return keep_uploads(board=board, agency=agency, files=files, by=by)
    except ValidationError as problem:
        raise ValidationError({"files": problem.messages}) from problem


def _title(title, files, document) -> str:
    own = title if title and len(files) == 1 else document.original_name
    return own[:LONGEST_TITLE]


def _add(agency, by, **values) -> Evidence:
    item = Evidence(agency=agency, added_by=by, **values)
    item._history_user = by
    item.save()
    return item


@transaction.atomic
def edit_evidence(
    *, evidence, by, title, link="", effective_on=None, expires_on=None
) -> Evidence:
    """Correct an item's words and life. Its file stays: a new file is a new item."""
    check_life(effective_on, expires_on)
    if not evidence.document_id:
        if not link:
            raise ValidationError({"link": _("Enter the address.")})
        check_link(link)
        evidence.link = link
    evidence.title = title
    evidence.effective_on, evidence.expires_on = effective_on, expires_on
    evidence._history_user = by
    evidence.save()
    return evidence


@transaction.atomic
def retire_evidence(*, evidence, by) -> Evidence:
    """End an item's life today. Answers that show it keep it, marked out of date."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    if not evidence.is_expired:
        evidence.expires_on = yesterday
        if evidence.effective_on and evidence.effective_on > yesterday:
            evidence.effective_on = yesterday
        evidence._history_user = by
        evidence.save()
    return evidence


def check_life(effective_on, expires_on) -> None:
    """Raise ValidationError where an item would end before it begins."""
    if effective_on and expires_on and expires_on < effective_on:
        message = _("The expiry date is before the start date.")
        raise ValidationError({"expires_on": message})


def check_link(link) -> None:
    """Raise ValidationError unless a link opens in a browser."""
    if link and not link.lower().startswith(("https://", "http://")):
        message = _("Enter a link that starts with https:// or http://.")
        raise ValidationError({"link": message})
