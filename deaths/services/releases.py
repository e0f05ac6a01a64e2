"""Snapshots: made by one person, approved by another, then all that others see."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deaths.choices import ReleaseState, Subject
from deaths.frozen import panel_content, suicide_content
from deaths.models import PanelYear, Release
from learning.services.sent_once import made_before


def make_release(
    *, panel, title, words, by, years=(), boards=(), groups=(), sent_also="",
    sent_once=None,
) -> Release:  # fmt: skip
    """Freeze what a panel has for a second person to read. The same form sent twice
    makes one. Raises ValidationError where there is nothing to release, or a year
    was released before."""
    try:
        with transaction.atomic():
            return _make(
                panel, title, words, by, list(years), boards, groups, sent_also,
                sent_once,
            )  # fmt: skip
    except IntegrityError:
        return made_before(Release, sent_once, by)


def _make(panel, title, words, by, years, boards, groups, sent_also, sent_once):
    if not boards and not groups:
        raise ValidationError(_("Say to which boards or groups it goes."))
    # Locked, so that no count changes while they are frozen.
    pks = [year.pk for year in years]
    years = list(PanelYear.objects.select_for_update().filter(pk__in=pks, panel=panel))
    _require_new(years)
    made = Release(
        panel=panel, reference=Release.new_reference(), title=title, words=words,
        content=_content(panel, years), sent_also=sent_also, created_by=by,
        sent_once=sent_once,
    )  # fmt: skip
    made._history_user = by
    made.save()
    made.years.set(years)
    made.boards.set(boards)
    made.groups.set(groups)
    return made


def _content(panel, years) -> dict:
    if panel.subject == Subject.SUICIDE:
        return suicide_content(panel)
    if not years:
        raise ValidationError({"years": _("Choose a year.")})
    return panel_content(panel, years)


def _require_new(years) -> None:
    """A year's counts leave once: what two releases differ in would tell too much."""
    again = [year.year for year in years if year.releases.standing().exists()]
    if again:
        words = _("Released, or waiting for approval, already: %s") % ", ".join(again)
        raise ValidationError({"years": words})


@transaction.atomic
def approve(*, release, by) -> Release:
    """Let it out. Raises ValidationError for its own maker."""
    found = Release.objects.select_for_update().get(pk=release.pk)
    if found.created_by_id == by.pk:
        raise ValidationError(_("A second person approves what you made."))
    if found.state == ReleaseState.APPROVED:
        return found
    if found.state != ReleaseState.DRAFT:
        raise ValidationError(_("It was discarded."))
    found.state = ReleaseState.APPROVED
    found.approved_by, found.approved_at = by, timezone.now()
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def discard(*, release, by) -> Release:
    """Take back what was not approved. What was released stays known."""
    found = Release.objects.select_for_update().get(pk=release.pk)
    if found.state == ReleaseState.APPROVED:
        raise ValidationError(_("It was released: others have read it."))
    found.state = ReleaseState.DISCARDED
    found._history_user = by
    found.save()
    return found
