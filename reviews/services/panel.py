"""Who carries a review: appointing, declaring independence, ending (CTM-9, WOL-8)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.choices import LEADING, Declaration, PanelRole
from reviews.independence import in_words, ties
from reviews.models import PanelMember, PoolPerson, Review


@transaction.atomic
def appoint(
    *, review: Review, person: PoolPerson, role: str, by, appointed_on=None
) -> PanelMember:
    """Name somebody of the pool to a panel; they declare next.

    Raises ValidationError, by field `role`, where an agency involved employs somebody
    who is to lead, where they do not serve as that, or sit on the panel already.
    """
    _check(review, person, role)
    member = PanelMember(
        review=review,
        user_id=person.user_id,
        role=role,
        employer_id=person.employer_id,
        appointed_by=by,
        appointed_on=appointed_on or timezone.localdate(),
    )
    member._history_user = by
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as problem:
        said = _("%s already has a place on this panel.") % person
        raise ValidationError({"role": said}) from problem
    return member


def _check(review, person, role):
    if person.board_id != review.board_id or person.offered or not person.available:
        raise ValidationError({"role": _("%s cannot be appointed now.") % person})
    if role not in person.roles:
        words = {"who": person, "role": PanelRole(role).label.lower()}
        said = _("%(who)s does not serve as %(role)s. Change this in the pool first.")
        raise ValidationError({"role": said % words})
    if role in LEADING and (tied := ties(review, [person])):
        raise ValidationError({"role": in_words(tied[person.user_id])})


@transaction.atomic
def declare(
    *, member: PanelMember, declaration: str, interests: str, by
) -> PanelMember:
    """Keep what a person says of their own independence, as of now.

    A conflict closes the review to them at once. Raises PermissionDenied for anybody
    else, ValidationError where the words are missing or a tie speaks against it.
    """
    member = PanelMember.objects.select_for_update().get(pk=member.pk)
    if member.user_id != by.pk or not member.is_live:
        raise PermissionDenied
    if declaration == Declaration.CONFLICT and not interests.strip():
        said = _("Say what the conflict is with.")
        raise ValidationError({"interests": said})
    tied = ties(member.review, [member]) if member.leads else {}
    if declaration == Declaration.INDEPENDENT and tied:
        raise ValidationError({"declaration": in_words(tied[member.user_id])})
    member.declaration, member.interests = declaration, interests
    member.declared_at = timezone.now()
    member._history_user = by
    member.save()
    return member


@transaction.atomic
def end_place(*, member: PanelMember, reason: str, by, ended_on=None) -> PanelMember:
    """End somebody's place today or on an earlier day, with the reason.

    Raises ValidationError for a place that has ended, or a day before it began.
    """
    member = PanelMember.objects.select_for_update().get(pk=member.pk)
    day = ended_on or timezone.localdate()
    if member.ended_on:
        raise ValidationError(_("This place has ended already."))
    if day < member.appointed_on:
        said = _("It cannot end before the appointment.")
        raise ValidationError({"ended_on": said})
    member.ended_on, member.end_reason = day, reason
    member._history_user = by
    member.save()
    return member
