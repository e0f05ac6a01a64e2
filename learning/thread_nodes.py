"""What this floor puts on the golden thread: sources, findings, recommendations."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.choices import LINK_SEEN_BACK
from learning.models import Finding, LearningSource, Recommendation, SourceLink
from learning.process import said, stage_of
from learning.thread import Asked, Node, Start, add_branch, add_start, key_of


def sources(asked: Asked):
    """The source itself, and the sources linked with it both of which may be seen."""
    if asked.source is None:
        return
    yield _source(asked.source)
    links = SourceLink.objects.visible_to(asked.user).filter(
        Q(from_source=asked.source) | Q(to_source=asked.source)
    )
    for link in links.select_related("from_source__board", "to_source__board"):
        yield _link(link, asked.source)


def _source(source) -> Node:
    stage = stage_of(source)
    facts = [(_("Raised on"), date_format(source.opened_on))]
    if source.published_on:
        facts.append((_("Published on"), date_format(source.published_on)))
    return Node(
        key_of(source),
        source.get_kind_display(),
        source.title,
        source.get_absolute_url(),
        state=said(stage.name) if stage else "",
        facts=facts,
    )


def _link(link, source) -> Node:
    outward = link.from_source_id == source.pk
    other = link.to_source if outward else link.from_source
    how = link.get_kind_display() if outward else LINK_SEEN_BACK[link.kind]
    facts = [(_("How"), str(how))]
    facts += [(_("Note"), link.note)] if link.note else []
    return Node(
        key_of(link),
        _("Linked source"),
        other.title,
        other.get_absolute_url(),
        facts=facts,
        under=(key_of(source),),
    )


def findings(asked: Asked):
    """What the source taught."""
    if asked.source is None:
        return
    rows = Finding.objects.visible_to(asked.user).filter(source=asked.source)
    for row in rows.select_related("agency").order_by("order", "pk"):
        yield _finding(row)


def _finding(row) -> Node:
    facts = [(_("Concerns"), str(row.agency or row.get_level_display()))]
    if row.worked_where:
        facts.append((_("Where it worked"), row.worked_where))
    if row.system_factor:
        facts.append((_("System factor"), row.get_system_factor_display()))
    if row.no_action_reason:
        facts.append((_("No action is needed, because"), row.no_action_reason))
    return Node(
        key_of(row),
        row.get_kind_display(),
        row.title,
        facts=facts,
        under=(f"learning.learningsource:{row.source_id}",),
    )


def recommendations(asked: Asked):
    """What was asked of whom, and what they said."""
    rows = asked.narrow(
        Recommendation.objects.visible_to(asked.user), recommendation="pk"
    )
    rows = rows.annotate(
        from_findings=ArrayAgg(
            "findings",
            filter=Q(findings__isnull=False),
            default=[],
            order_by="findings",
        )
    )
    rows = rows.select_related("addressee_agency", "board").order_by("number")
    for row in rows:
        yield _recommendation(row)


def _recommendation(row) -> Node:
    facts = []
    if row.addressed_to:
        facts.append((_("Addressed to"), str(row.addressed_to)))
    if row.response_due_on and not row.is_answered:
        facts.append((_("Reply due"), date_format(row.response_due_on)))
    if row.response_reason:
        facts.append((_("What they said"), row.response_reason))
    over = [f"learning.finding:{pk}" for pk in row.from_findings]
    return Node(
        key_of(row),
        _("Recommendation %(number)s") % {"number": row.number},
        row.text,
        row.get_absolute_url(),
        state=row.reply_state,
        colour=row.reply_colour,
        facts=facts,
        under=(*over, f"learning.learningsource:{row.source_id}"),
    )


def _seen_source(user, pk) -> LearningSource | None:
    rows = LearningSource.objects.visible_to(user).select_related("board")
    return rows.filter(pk=pk).first()


def from_source(user, board, key) -> Start | None:
    rows = LearningSource.objects.visible_to(user).select_related("board")
    found = rows.filter(board=board, reference=key).first()
    if found is None:
        return None
    return Start(key_of(found), found.title, found.get_absolute_url(), found)


def from_finding(user, board, key) -> Start | None:
    found = _numbered(Finding.objects.visible_to(user).filter(board=board), key)
    if found is None:
        return None
    source = _seen_source(user, found.source_id)
    return Start(key_of(found), found.title, source.get_absolute_url(), source)


def from_recommendation(user, board, key) -> Start | None:
    rows = Recommendation.objects.visible_to(user).filter(board=board)
    found = _numbered(rows.select_related("board"), key)
    if found is None:
        return None
    title = _("Recommendation %(number)s") % {"number": found.number}
    source = _seen_source(user, found.source_id)
    return Start(key_of(found), title, found.get_absolute_url(), source, found.pk)


def _numbered(rows, key):
    usable = key.isascii() and key.isdecimal() and len(key) < 15
    return rows.filter(pk=key).first() if usable else None


for branch in (sources, findings, recommendations):
    add_branch(branch)
add_start("source", from_source)
add_start("finding", from_finding)
add_start("recommendation", from_recommendation)
