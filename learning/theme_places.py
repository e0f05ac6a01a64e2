"""Where themes are, or may be, seen in one source: the source itself, each finding."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from learning.choices import ThemeTagState
from learning.models import Finding, LearningSource, Theme, ThemeTag
from learning.suggesting import Suggestion, suggestions


@dataclass
class Place:
    """The source, or one of its findings, with what is said of it."""

    record: LearningSource | Finding
    finding: Finding | None = None
    confirmed: list[ThemeTag] = field(default_factory=list)
    declined: list[ThemeTag] = field(default_factory=list)
    offered: list[Suggestion] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.finding.pk) if self.finding else "0"

    @property
    def title(self) -> str:
        return self.record.title


def tags_of(user, source) -> list[ThemeTag]:
    """Everything decided about a source. One query."""
    rows = ThemeTag.objects.visible_to(user).filter(source=source)
    return list(rows.select_related("theme__board"))


def with_themes(findings, user):
    """The same findings with `said`, what `themes_of` reads. No query of its own."""
    tags = ThemeTag.objects.visible_to(user).confirmed()
    tags = tags.filter(finding=OuterRef("pk")).order_by("theme__name_en")
    names = {name: f"theme__{name}" for name in ("pk", "name_en", "name_cy")}
    return findings.annotate(said=ArraySubquery(tags.values(j=JSONObject(**names))))


def themes_of(finding, board) -> list[Theme]:
    """Confirmed themes of a finding fetched `with_themes`."""
    return [Theme(board=board, **each) for each in finding.said]


def places(user, source, findings, *, offer: bool) -> list[Place]:
    """The source and its findings. Two queries, and two more to offer suggestions."""
    tags = tags_of(user, source)
    found = [Place(source), *(Place(one, one) for one in findings)]
    for place in found:
        own = [tag for tag in tags if tag.finding_id == _pk(place.finding)]
        place.confirmed = [t for t in own if t.state == ThemeTagState.CONFIRMED]
        place.declined = [t for t in own if t.state == ThemeTagState.DECLINED]
    if offer:
        _offer(user, source, found)
    return found


def _pk(finding) -> int | None:
    return finding.pk if finding else None


def _offer(user, source, found) -> None:
    rows = Theme.objects.visible_to(user).current().filter(board=source.board)
    themes = {theme.pk: theme for theme in rows}
    settled = {
        (number, tag.theme_id)
        for number, place in enumerate(found)
        for tag in (*place.confirmed, *place.declined)
        if not tag.passage or tag.finding_id
    }
    offered = suggestions(source.board, [p.record for p in found], themes, settled)
    for place, rows in zip(found, offered, strict=True):
        place.offered = rows
