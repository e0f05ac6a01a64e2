"""Says which themes a source, a finding or a passage is about, or is not."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.choices import ThemeTagState
from learning.models import Finding, LearningSource, Theme, ThemeTag
from learning.services.themes_recurrence import notice_return, withdraw_notice

CONFIRMED, DECLINED = ThemeTagState.CONFIRMED, ThemeTagState.DECLINED


@transaction.atomic
def tag(
    *,
    source: LearningSource,
    theme: Theme,
    by,
    finding: Finding | None = None,
    passage: str = "",
    matched: str = "",
    state: str = CONFIRMED,
) -> ThemeTag:
    """Say that a theme is seen in a source, a finding of it or a passage, or that it
    is not (state). Said twice it stands once. Raises ValidationError for a theme that
    is not in use, or a finding of another source.
    """
    _refuse(source, theme, finding)
    passage = passage.strip()
    place = _place(source, finding, passage)
    lock_themes([theme])
    rows = ThemeTag.objects.select_for_update(of=("self",))
    found = rows.filter(theme=theme, **place).first()
    if found is None:
        found = ThemeTag(board=source.board, theme=theme, **place)
    elif found.state == state:
        return found
    found.source, found.passage = source, passage or found.passage
    found.state, found.matched = state, matched
    found.by, found.at = by, timezone.now()
    found = _kept(found, place, by)
    if found.state == CONFIRMED:
        notice_return(tag=found, by=by)
    return found


def lock_themes(themes) -> None:
    """One confirms at a time, so that a return is noticed once. Before any tag is
    locked, and in one order: a merge does the same."""
    rows = Theme.objects.select_for_update(no_key=True).order_by("pk")
    list(rows.filter(pk__in=[theme.pk for theme in themes]).values_list("pk"))


def _refuse(source, theme, finding):
    if theme.board_id != source.board_id or not theme.is_current:
        raise ValidationError(_("This theme is not in use."))
    if finding and finding.source_id != source.pk:
        raise ValidationError(_("This finding belongs to another source."))


def _place(source, finding, passage) -> dict:
    """What a theme is said of only once."""
    if finding:
        return {"finding": finding}
    return {"source": source, "finding": None, "passage": passage}


def _kept(found, place, by) -> ThemeTag:
    found._history_user = by
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:  # somebody said so at the same moment
        return ThemeTag.objects.get(theme=found.theme, **place)
    return found


@transaction.atomic
def decide(*, source: LearningSource, picks: Iterable, state: str, by) -> int:
    """Confirm or decline suggestions: pairs of a finding, or None for the source as a
    whole, and a Suggestion. Says how many."""
    picks = list(picks)
    lock_themes([suggestion.theme for _finding, suggestion in picks])
    made = [
        tag(
            source=source,
            theme=suggestion.theme,
            finding=finding,
            matched=suggestion.matched,
            state=state,
            by=by,
        )
        for finding, suggestion in picks
    ]
    return len(made)


@transaction.atomic
def untag(*, tag: ThemeTag, by) -> None:
    """Take a tag back. It stays as declined, so that it is not offered again; that
    of a passage goes, its words stay in the history. A notice somebody answered
    keeps its tag."""
    current = ThemeTag.objects.select_for_update(of=("self",)).get(pk=tag.pk)
    current._history_user = by
    noticed = withdraw_notice(tag=current, by=by)
    if current.passage and not noticed:
        current.delete()
        return
    current.state, current.by, current.at = DECLINED, by, timezone.now()
    current.save()
