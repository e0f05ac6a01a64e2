"""Themes on the golden thread: that one came back, and what it led to."""

from collections import defaultdict

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.models import ThemeResponse, ThemeTag
from learning.theme_guards import may_respond
from learning.thread import Asked, Node, add_branch, key_of


def themes(asked: Asked):
    """Notices a source raised, what its themes led to, and the response it was opened
    for. Two queries; none where the source of the thread is hidden."""
    if asked.source is None:
        return
    tags = ThemeTag.objects.visible_to(asked.user).filter(source=asked.source)
    told, places = may_respond(asked.user, asked.board), defaultdict(list)
    for tag in tags.select_related("recurrence", "theme__board").order_by("pk"):
        if tag.is_confirmed:
            places[tag.theme_id].append(tag.finding_id)
        if told and hasattr(tag, "recurrence"):
            yield _notice(tag.recurrence, tag, asked)
    rows = ThemeResponse.objects.visible_to(asked.user)
    rows = rows.filter(Q(theme__in=list(places)) | Q(source=asked.source))
    rows = rows.select_related("theme__board", "group", "board").order_by("at", "pk")
    for row in rows:
        yield _response(row, asked.source, places.get(row.theme_id, []))


def _under(source, findings) -> tuple[str, ...]:
    above = [f"learning.finding:{pk}" for pk in findings if pk]
    return (*above, key_of(source))


def _notice(row, tag, asked) -> Node:
    row.board = asked.board
    return Node(
        key_of(row),
        _("Theme that came back"),
        tag.theme.name,
        row.get_absolute_url(),
        state=_("Answered") if row.is_answered else _("Waiting for an answer"),
        colour="green" if row.is_answered else "orange",
        facts=[(_("What the board does about it"), row.answer)] if row.answer else [],
        under=_under(asked.source, [tag.finding_id]),
    )


def _response(row, source, findings) -> Node:
    facts = [(_("Taken on by"), str(row.group))] if row.group_id else []
    if row.due_on:
        facts.append((_("Due on"), date_format(row.due_on)))
    if row.outcome:
        facts.append((_("What came of it"), row.outcome))
    kind = row.get_kind_display()
    if row.source_id == source.pk:
        kind = _("Opened because of a theme")
    above = [f"learning.recurrencenotice:{row.notice_id}"] if row.notice_id else []
    return Node(
        key_of(row),
        kind,
        row.theme.name,
        row.get_absolute_url(),
        state=_("Done") if row.done_on else _("Not done yet"),
        colour="green" if row.done_on else "blue",
        facts=facts,
        under=(*above, *_under(source, findings)),
    )


add_branch(themes)
