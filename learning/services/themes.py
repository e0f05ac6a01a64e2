"""Changes to the board's list of themes. What was tagged is never lost."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from learning.choices import ThemeTagState
from learning.models import RecurrenceNotice, Theme, ThemeResponse, ThemeTag
from learning.services.framework import new_key
from learning.services.themes_recurrence import join_notices
from learning.services.versions import StaleVersion, save_version

LONGEST_WORD = 80
BATCH = 500


@transaction.atomic
def add_theme(*, board, values: dict, by, split_from: Theme | None = None) -> Theme:
    """A new theme at the end of the board's list."""
    last = Theme.objects.filter(board=board).aggregate(last=Max("order"))["last"]
    theme = Theme(
        board=board,
        key=new_key(values["name_en"]),
        order=(last or 0) + 1,
        split_from=split_from,
        **values,
    )
    theme._history_user = by
    theme.save()
    return theme


def retire_theme(*, theme: Theme, retired: bool, version: int, by) -> Theme:
    """Take a theme out of use, or back into it. What was tagged stays."""
    day = timezone.localdate() if retired else None
    return save_version(
        record=theme, values={"retired_on": day}, version=version, by=by
    )


@transaction.atomic
def merge_theme(*, theme: Theme, into: Theme, version: int, by) -> Theme:
    """Everything tagged with `theme` is tagged with `into`, which takes its words.

    The history of each tag keeps where it came from. Raises StaleVersion, or
    ValidationError where either is not in use.
    """
    theme, into = _locked(theme, into, version)
    reason = _("Merged from %(name)s") % {"name": theme.name_en}
    _move(theme.tags, into, by, reason)
    for model in (RecurrenceNotice, ThemeResponse):
        _rename(model.objects.filter(theme=theme), into, by, reason)
    words = [*into.synonyms, theme.name_en, theme.name_cy, *theme.synonyms]
    into.synonyms = _words(words, without=(into.name_en, into.name_cy))
    theme.merged_into = into
    for changed, why in ((into, reason), (theme, "")):
        changed.version += 1
        changed._history_user, changed._change_reason = by, why[:100]
        changed.save()
    return into


def _locked(theme, into, version) -> tuple[Theme, Theme]:
    pks = [theme.pk, into.pk]
    rows = Theme.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    current, target = found[theme.pk], found[into.pk]
    if current.version != version:
        raise StaleVersion(current)
    if current == target or current.board_id != target.board_id:
        raise ValidationError(_("Choose another theme of this board."))
    if not (current.is_current and target.is_current):
        raise ValidationError(_("Both themes must be in use."))
    return current, target


def _words(words, without=()) -> list[str]:
    """Each once, whatever its capitals; none that is too long for its row."""
    known = {word.casefold() for word in without}
    kept = []
    for word in words:
        if word and len(word) <= LONGEST_WORD and word.casefold() not in known:
            known.add(word.casefold())
            kept.append(word)
    return kept


def _rename(rows, theme, by, reason) -> None:
    """With history, in one go: a merge may touch thousands of rows."""
    rows = list(rows)
    for row in rows:
        row.theme = theme
    if rows:
        bulk_update_with_history(
            rows,
            type(rows[0]),
            ["theme"],
            batch_size=BATCH,
            default_user=by,
            default_change_reason=reason[:100],
        )


def _move(tags, theme, by, reason) -> None:
    """Tags to another theme; where that stands already, the confirmed one stays."""
    taken = {_place(tag): tag for tag in _locked_tags(theme.tags)}
    moving = []
    for tag in _locked_tags(tags):
        twin = taken.get(_place(tag))
        if twin is None:
            moving.append(tag)
        else:
            _join(tag, twin, by, reason)
    _rename(moving, theme, by, reason)


def _locked_tags(tags):
    return tags.order_by("pk").select_for_update(of=("self",))


def _place(tag) -> tuple:
    if tag.finding_id:
        return (tag.finding_id,)
    return (tag.source_id, tag.passage)


def _join(tag, twin, by, reason) -> None:
    confirmed = ThemeTagState.CONFIRMED
    if tag.state == confirmed and twin.state != confirmed:
        twin.state, twin.by, twin.at, twin.matched = (
            confirmed, tag.by, tag.at, tag.matched
        )  # fmt: skip
        twin._history_user, twin._change_reason = by, reason[:100]
        twin.save()
    join_notices(tag=tag, twin=twin, by=by)
    tag._history_user, tag._change_reason = by, reason[:100]
    tag.delete()


@transaction.atomic
def split_theme(*, theme: Theme, values: dict, tags: list[ThemeTag], by) -> Theme:
    """A new theme out of another; the tags chosen move to it.

    Raises ValidationError where the theme is not in use.
    """
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    if not theme.is_current:
        raise ValidationError(_("This theme is not in use."))
    made = add_theme(board=theme.board, values=values, by=by, split_from=theme)
    reason = _("Split from %(name)s") % {"name": theme.name_en}
    chosen = theme.tags.filter(pk__in=[tag.pk for tag in tags])
    notices = list(RecurrenceNotice.objects.filter(tag__in=chosen))
    _move(chosen, made, by, reason)
    _rename(notices, made, by, reason)
    theme.synonyms = _words(theme.synonyms, without=(made.name_en, *made.synonyms))
    theme.version += 1
    theme._history_user = by
    theme._change_reason = _("Split: %(name)s") % {"name": made.name_en[:80]}
    theme.save()
    return made
