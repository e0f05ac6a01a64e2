"""Who may have which document: asked when it is wanted, built and fetched."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.access import allowed, require
from boards.roles import Permission
from reporting.kinds import Kind, kind_or_404


def subject_for(user, kind: Kind, board, reference):
    """The record, if this person may have this document of it now.

    Raises Http404 outside its audience, PermissionDenied inside without the right.
    """
    record = kind.subject.find(user, board, reference)
    require(user, Permission.BUILD_DOCUMENT, record)
    if not kind.subject.may_read(user, record):
        raise PermissionDenied(Permission.BUILD_DOCUMENT.value)
    return record


def subject_of(document):
    """The same for a document that was asked for: its asker, as they stand today."""
    user = document.asked_by
    if not user.is_active or document.board_id not in user.scope.board_ids:
        raise PermissionDenied(Permission.BUILD_DOCUMENT.value)
    kind = kind_or_404(document.kind)
    return subject_for(user, kind, document.board, document.subject)


def may_still_read(document) -> bool:
    """Whether its asker may have it now."""
    try:
        subject_of(document)
    except (Http404, PermissionDenied):
        return False
    return True


def builds_documents(user, board) -> bool:
    """Whether there may be anything this person could have built on the board."""
    in_a_group = bool(user.scope.group_ids)
    return in_a_group or allowed(user, Permission.BUILD_DOCUMENT, board)
