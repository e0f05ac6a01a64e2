"""What a theme leads to: one of four, raised once, changed, and done (CTM-49)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from learning.models import LearningSource, RecurrenceNotice, Theme, ThemeResponse
from learning.services.themes_recurrence import answer_by_response
from learning.services.versions import save_version


def raise_response(
    *,
    theme: Theme,
    values: dict,
    by,
    notice: RecurrenceNotice | None = None,
    sent_once=None,
) -> ThemeResponse:
    """Raise one of the four from a theme, or from a notice that it returned, which
    is answered by the reason. The same form sent twice makes one.

    Raises ValidationError where the theme was merged away, or what a restricted group
    noticed would leave it.
    """
    made = ThemeResponse(
        board=theme.board, theme=theme, notice=notice, by=by, sent_once=sent_once,
        **values,
    )  # fmt: skip
    _refuse(made)
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
            if notice is not None:
                answer_by_response(notice=notice, reason=made.reason, by=by)
    except IntegrityError:
        known = ThemeResponse.objects.filter(sent_once=sent_once, by=by).first()
        if sent_once is None or known is None:
            raise ValidationError(
                _("This form was used already. Start it again.")
            ) from None
        return known
    return made


def _refuse(response) -> None:
    if response.theme.merged_into_id:
        raise ValidationError(_("This theme is not in use."))
    notice = response.notice
    if notice is None:
        return
    if notice.theme_id != response.theme_id:
        raise ValidationError(_("This notice is about another theme."))
    group = notice.tag.source.lead_group
    if group and group.restricted and response.group_id != group.pk:
        raise ValidationError(
            {"group": _("Only its own group may act on what it noticed.")}
        )


@transaction.atomic
def edit_response(
    *, response: ThemeResponse, values: dict, version: int, by
) -> ThemeResponse:
    """Change the reason, who takes it on, or the day. Raises StaleVersion."""
    saved = save_version(record=response, values=values, version=version, by=by)
    _refuse(saved)
    return saved


@transaction.atomic
def finish_response(
    *,
    response: ThemeResponse,
    outcome: str,
    done_on: datetime.date,
    version: int,
    by,
) -> ThemeResponse:
    """Say what came of it. Raises StaleVersion."""
    values = {"outcome": outcome, "done_on": done_on}
    return save_version(record=response, values=values, version=version, by=by)


@transaction.atomic
def link_source(
    *, response: ThemeResponse, source: LearningSource, by
) -> ThemeResponse:
    """What it led to. The same link again changes nothing; raises ValidationError
    where it led to another source already."""
    current = ThemeResponse.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if current.source_id == source.pk:
        return current
    if current.source_id is not None:
        raise ValidationError(_("It led to another source already."))
    current.source = source
    current.version += 1
    current._history_user = by
    current.save()
    return current
