"""Teams without an account say what reached them: a link that ends (SOL-35)."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.invitations import hash_of
from dissemination.choices import LinkPurpose, RequestState
from dissemination.models import (
    Acknowledgement,
    AgencyPart,
    RecallAnswer,
    RecallRule,
    TeamLink,
)
from learning.services.versions import save_version

LONGEST = timedelta(days=90)
AN_HOUR = 30  # acknowledgements a link takes within one


def make_link(
    *,
    part: AgencyPart,
    label: str,
    expires_on,
    by,
    purpose: str = LinkPurpose.ACKNOWLEDGE,
) -> str:
    """A new link; gives its token, of which only the hash is kept. `purpose` says
    whether it asks what reached a team, or weeks later what it remembers.

    Raises ValidationError for a day past or beyond 90 days, or a closed request.
    """
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        said = _("Choose a day from today to 90 days ahead.")
        raise ValidationError({"expires_on": said})
    if not part.is_open:
        raise ValidationError(_("The request is closed."))
    token = secrets.token_urlsafe(32)
    link = TeamLink(
        part=part, purpose=purpose, label=label, expires_on=expires_on, by=by,
        token_hash=hash_of(token),
    )  # fmt: skip
    link._history_user = by
    link.save()
    return token


@transaction.atomic
def close_link(*, link: TeamLink, by) -> TeamLink:
    """The link stops working at once."""
    link = TeamLink.objects.select_for_update().get(pk=link.pk)
    link.closed_at = link.closed_at or timezone.now()
    link._history_user = by
    link.save()
    return link


def open_link(token: str) -> TeamLink | None:
    """What a link opens today; None where it is unknown, closed, over, or its request
    is no longer open. Which of them is not told."""
    rows = TeamLink.objects.select_related(
        "part__agency", "part__board", "part__request__briefing"
    )
    found = rows.filter(token_hash=hash_of(token)).first()
    running = found and found.part.request.state == RequestState.ISSUED
    return found if running and found.is_open() else None


def acknowledge(*, link: TeamLink, values: dict, sent_once: UUID) -> Acknowledgement:
    """What a team says. The same form twice makes one; nobody is named.

    Raises ValidationError where too many arrive by one link within an hour.
    """
    return _said_by_link(link, link.acknowledgements, values, sent_once)


def answer_recall(*, link: TeamLink, values: dict, sent_once: UUID) -> RecallAnswer:
    """How many of a team recalled the key points, weeks later. Raises as above, and
    ValidationError where more recalled than were asked."""
    if values["recalled"] > values["asked"]:
        said = _("No more can recall it than were asked.")
        raise ValidationError({"recalled": said})
    return _said_by_link(link, link.recalls, values, sent_once)


def _said_by_link(link, rows, values, sent_once):
    try:
        with transaction.atomic():
            TeamLink.objects.select_for_update().get(pk=link.pk)
            same = rows.filter(sent_once=sent_once).first()
            if same:
                return same
            _not_too_many(rows)
            return rows.create(sent_once=sent_once, **values)
    except IntegrityError as problem:  # another link's form
        said = _("This form was used already. Open the link again.")
        raise ValidationError(said) from problem


def _not_too_many(rows):
    since = timezone.now() - timedelta(hours=1)
    if rows.filter(at__gte=since).count() >= AN_HOUR:
        raise ValidationError(
            _("Many teams answered in the last hour. Send yours again in an hour.")
        )


@transaction.atomic
def set_recall_weeks(*, board, weeks: int, version: int, by) -> RecallRule:
    """After how many weeks a board asks what is remembered; 0 is never.

    Raises StaleVersion where somebody changed it since.
    """
    rule = RecallRule.objects.select_for_update().filter(board=board).first()
    if rule is not None:
        return save_version(
            record=rule, values={"weeks": weeks}, version=version, by=by
        )
    made = RecallRule(board=board, weeks=weeks)
    made._history_user = by
    made.save(force_insert=True)
    return made
