"""The thread beside a question: open before and after submission, to both sides."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import AgencyReturn, Clarification
from audits.rules import speaks_for_agency
from boards.access import allowed
from boards.roles import Permission


def is_from_board(by, agency_return) -> bool:
    """Which side the person speaks for. Raises PermissionDenied for neither."""
    if speaks_for_agency(by, agency_return):
        if allowed(by, Permission.ANSWER, agency_return):
            return False
    elif allowed(by, Permission.MODERATE, agency_return):
        return True
    raise PermissionDenied("clarify")


@transaction.atomic
def clarify(
    *, agency_return: AgencyReturn, question, block, text: str, by
) -> Clarification:
    """Add a message to a question's thread. Raises ValidationError when empty."""
    from_board = is_from_board(by, agency_return)
    if not text.strip():
        raise ValidationError({"text": _("Write a message.")})
    return Clarification.objects.create(
        agency_return=agency_return,
        question=question,
        block=block,
        text=text.strip(),
        from_board=from_board,
        by=by,
    )


@transaction.atomic
def settle(*, agency_return: AgencyReturn, question, block, by) -> int:
    """Mark a thread as settled. A new message opens it again. Returns how many."""
    is_from_board(by, agency_return)
    thread = agency_return.clarifications.filter(question=question, block=block)
    # Messages are written once and have no history; only this mark is ever set.
    return thread.filter(settled_at__isnull=True).update(settled_at=timezone.now())


def open_threads(agency_return: AgencyReturn) -> dict[tuple, int]:
    """Unsettled messages by place. One query."""
    found = agency_return.clarifications.filter(settled_at__isnull=True)
    counts = {}
    for place in found.values_list("question_id", "block_id"):
        counts[place] = counts.get(place, 0) + 1
    return counts
