"""An edition's life: agreed, issued and then frozen, followed by the next."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import EditionState
from audits.models import Edition
from audits.services.contents import content_of
from audits.services.questionnaires import new_edition, newest


def lock_edition(edition) -> Edition:
    """The edition as it stands now, kept still until the transaction ends."""
    rows = Edition.objects.select_for_update(of=("self",))
    return rows.select_related("questionnaire__board").get(pk=edition.pk)


@transaction.atomic
def issue_edition(*, edition, by) -> Edition:
    """Freeze an edition because a round asks it. Issued already: nothing happens.

    Raises ValidationError for an edition without questions.
    """
    locked = lock_edition(edition)
    if locked.is_frozen:
        return locked
    if not locked.questions.exists():
        raise ValidationError(_("This edition has no questions to ask yet."))
    locked.state = EditionState.ISSUED
    locked.issued_at, locked.issued_by = timezone.now(), by
    locked._history_user = by
    locked.save()
    return locked


@transaction.atomic
def approve_edition(*, edition, group, on, by) -> Edition:
    """Record which group agreed the wording, and when: never after it was issued."""
    locked = lock_edition(edition)
    issued = locked.issued_at and timezone.localdate(locked.issued_at)
    if on > timezone.localdate():
        raise ValidationError({"approved_on": _("This day is still to come.")})
    if issued and locked.approved_on:
        raise ValidationError(_("This edition was agreed and issued. It stays so."))
    if issued and on > issued:
        raise ValidationError(
            {"approved_on": _("The edition was issued before this day.")}
        )
    locked.approved_by_group, locked.approved_on = group, on
    locked._history_user = by
    locked.save()
    return locked


@transaction.atomic
def copy_edition(*, edition, label: str, by) -> Edition:
    """Start a draft with this edition's words, as the newest of its questionnaire.

    Raises ValidationError while another draft waits: there is one draft at a time.
    """
    last = newest(edition.questionnaire)
    if last.state == EditionState.DRAFT:
        raise ValidationError(
            _("There is a draft already: %s. Change that one.") % last.label
        )
    content = content_of(edition)
    return new_edition(edition.questionnaire, label, content, follows=last, by=by)
