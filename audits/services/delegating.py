"""Giving a section to a colleague, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.models import AgencyReturn, SectionDelegation
from boards.models import Membership, User
from boards.roles import ROLES, Permission, RoleName

ANSWERING = [
    name.value for name in RoleName if Permission.ANSWER in ROLES[name].permissions
]


def colleagues(agency_return: AgencyReturn):
    """People of the agency who may answer on this board."""
    members = Membership.objects.live().filter(
        board=agency_return.board_id,
        agency=agency_return.agency_id,
        role__in=ANSWERING,
        user__is_active=True,
    )
    return User.objects.filter(pk__in=members.values("user")).order_by("full_name")


@transaction.atomic
def delegate(*, agency_return, section, to, by, note="") -> SectionDelegation:
    """Give a section to one colleague; whoever had it before has it no more.

    Raises ValidationError when the person is no colleague or the section another
    questionnaire's.
    """
    if section.edition_id != agency_return.round.edition_id:
        raise ValidationError({"section": _("Choose a section of this return.")})
    if not colleagues(agency_return).filter(pk=to.pk).exists():
        raise ValidationError({"to": _("Choose a colleague who may answer.")})
    given, _made = SectionDelegation.objects.update_or_create(
        agency_return=agency_return,
        section=section,
        defaults={
            "to": to,
            "given_by": by,
            "given_at": timezone.now(),
            "note": note.strip(),
        },
    )
    return given


@transaction.atomic
def take_back(*, agency_return, section, by) -> None:
    """Let everyone of the agency answer the section again."""
    for given in agency_return.delegations.filter(section=section):
        given.delete()
