"""Sends a bulletin once: freezes it, writes a mail a person, logs what was shared."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.access import note_access
from dissemination.addressees import addressees
from dissemination.bulletin_pieces import Piece, pieces_of
from dissemination.choices import BulletinState, ShareKind
from dissemination.models import Bulletin, BulletinMail, ShareRecord
from learning.identifiers import CERTAIN, found_in
from learning.outbox import enqueue
from learning.services.digests import new_message_id

JOB = "dissemination.bulletin"


@transaction.atomic
def send_bulletin(*, bulletin: Bulletin, version: int, by) -> Bulletin:
    """Send it to everybody it is addressed to, in the background.

    A second click does nothing. Raises ValidationError where it was changed since it
    was read, where nobody gets it, and where a piece may not go to all.
    """
    rows = Bulletin.objects.select_for_update(of=("self",))
    locked = rows.select_related("board", "group").get(pk=bulletin.pk)
    if locked.state == BulletinState.SENT:
        return locked
    if locked.version != version:
        raise ValidationError(_("It was changed meanwhile. Read it again."))
    people = list(addressees(locked).values_list("pk", flat=True))
    pieces = pieces_of(locked, by, people)
    if problems := problems_of(locked, pieces, people):
        raise ValidationError(problems)
    _freeze(locked, pieces, len(people), by)
    # Append-only rows without history; their number is that of the people.
    BulletinMail.objects.bulk_create(
        BulletinMail(bulletin=locked, user_id=pk, message_id=new_message_id())
        for pk in people
    )
    _log(locked, pieces, by)
    note_access(by, locked, f"sent to {len(people)} people", group=locked.group)
    enqueue(kind=JOB, payload={"bulletin": locked.pk}, board=locked.board, by=by)
    return locked


def problems_of(bulletin, pieces: list[Piece], people) -> list[str]:
    """What keeps it from being sent, in words."""
    found = []
    if not pieces and not bulletin.introduction.strip():
        found.append(_("Write an introduction, or add a piece."))
    if bulletin.group.restricted:
        found.append(_("What a restricted group writes stays with it."))
    if not people:
        found.append(_("Nobody would get it: choose roles or themes."))
    found += [
        _("%(piece)s: %(problem)s") % {"piece": one.heading, "problem": one.problem}
        for one in pieces
        if one.problem
    ]
    words = [bulletin.title, bulletin.introduction]
    words += [part for one in pieces for part in (one.heading, one.text)]
    for hit in found_in("\n".join(words)):
        if hit.kind in CERTAIN:
            said = {"words": hit.words, "kind": hit.label}
            found.append(_("This can never be sent: %(words)s (%(kind)s)") % said)
    return found


def _freeze(bulletin, pieces, number, by) -> None:
    bulletin.frozen = [piece.frozen for piece in pieces]
    bulletin.number = number
    bulletin.state = BulletinState.SENT
    bulletin.sent_at, bulletin.sent_by = timezone.now(), by
    bulletin.version += 1
    bulletin._history_user = by
    bulletin.save()
    bulletin.unsaved.all().delete()


def _log(bulletin, pieces, by) -> None:
    """An entry of the log of sharing for each source, one where there is none; so
    that channel, day and reach stand on each one's thread (CTM-42, SOM-11)."""
    told: dict[int | None, list[str]] = {}
    for piece in pieces:
        told.setdefault(piece.source, []).append(piece.heading)
    if len(told) > 1:
        told.pop(None, None)
    for source, headings in (told or {None: [bulletin.title]}).items():
        share = ShareRecord(
            board_id=bulletin.board_id,
            kind=ShareKind.BULLETIN,
            body=bulletin.title,
            from_group=bulletin.group,
            source_id=source,
            content="; ".join(filter(None, headings)) or bulletin.title,
            method=bulletin.method,
            reach=bulletin.number,
            by=by,
        )
        share._history_user = by
        share.save()
