"""A bulletin as mail: HTML and text, a way out in each, sent by workers."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from dissemination.addressees import still_wants
from dissemination.bulletin_pieces import Piece, pieces_of
from dissemination.choices import MailState
from dissemination.models import Bulletin, BulletinMail
from dissemination.services.bulletin_sending import JOB
from dissemination.services.subscriptions import token_for
from learning.outbox import MOST_ATTEMPTS, progress, register


def text_of(bulletin, pieces: list[Piece], leave: str = "") -> str:
    return render_to_string("mail/bulletin.txt", _words(bulletin, pieces, leave))


def html_of(bulletin, pieces: list[Piece], leave: str = "") -> str:
    return render_to_string("mail/bulletin.html", _words(bulletin, pieces, leave))


def _words(bulletin, pieces, leave) -> dict:
    return {
        "bulletin": bulletin,
        "pieces": pieces,
        "leave": leave,
        "address": settings.SITE_ADDRESS + bulletin.get_absolute_url(),
        "choose": settings.SITE_ADDRESS + reverse("subscriptions"),
        "language": translation.get_language(),
    }


def way_out(user, board) -> str:
    """The address by which a person leaves without signing in."""
    path = reverse("unsubscribe", args=[token_for(user, board)])
    return settings.SITE_ADDRESS + path


def message(mail: BulletinMail) -> EmailMultiAlternatives | None:
    """The mail to one person, with what they may see today; None where they left."""
    bulletin, user = mail.bulletin, mail.user
    if not still_wants(user, bulletin):
        return None
    leave = way_out(user, bulletin.board)
    pieces = pieces_of(bulletin, user)
    with translation.override(user.language):
        made = EmailMultiAlternatives(
            subject=f"{bulletin.board.short_name}: {bulletin.title}",
            body=text_of(bulletin, pieces, leave),
            to=[user.email],
            headers={
                "Message-ID": mail.message_id,
                "Auto-Submitted": "auto-generated",  # no out-of-office replies
                "List-Unsubscribe": f"<{leave}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        made.attach_alternative(html_of(bulletin, pieces, leave), "text/html")
    return made


class NotAllSent(Exception):
    """Some mails could not be handed over; the outbox tries again later."""


@register(JOB)
def post(job):
    """Send what waits, a mail a transaction: a worker that dies loses none, and what
    was sent is not sent again."""
    bulletin = Bulletin.objects.get(pk=job.payload["bulletin"])
    waiting = bulletin.mails.filter(state=MailState.WAITING)
    waiting = list(waiting.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(waiting, 1):
        _post_one(pk)
        progress(job, number * 99 // len(waiting))
    if left := bulletin.mails.filter(state=MailState.WAITING).count():
        raise NotAllSent(f"{left} mails wait")


def _post_one(pk) -> None:
    try:
        with transaction.atomic():
            mail = _claimed(pk)
            if mail is None:
                return
            made = message(mail)
            if made is not None:
                made.send()
            mail.state = MailState.SENT if made is not None else MailState.WITHDRAWN
            mail.sent_at = timezone.now() if made is not None else None
            mail.problem = ""
            mail.save()
    except Exception as problem:  # whatever it was, the row must say so
        _note_failure(pk, f"{type(problem).__name__}: {problem}"[:2000])


def _claimed(pk) -> BulletinMail | None:
    rows = BulletinMail.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.select_related("bulletin__board", "bulletin__group", "user")
    return rows.filter(pk=pk, state=MailState.WAITING).first()


def _note_failure(pk, words) -> None:
    mail = BulletinMail.objects.get(pk=pk)
    mail.attempts += 1
    mail.problem = words
    if mail.attempts >= MOST_ATTEMPTS:
        mail.state = MailState.FAILED
    mail.save()
