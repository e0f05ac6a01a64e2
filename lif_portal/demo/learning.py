"""Sources of learning a board could hold."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from boards.models import Board, Group
from learning.models import Priority, SourceType
from learning.services.sources import raise_learning
from learning.services.years import financial_year
from lif_portal.demo.words import Writer, phrases


def seed_priorities(board: Board, people) -> None:
    """The same priorities in the two years before, as boards keep them for three."""
    for row in Priority.objects.filter(board=board):
        first = int(row.year[:4])
        for year in (financial_year(date(first - n, 4, 1)) for n in (1, 2)):
            earlier = Priority(board=board, year=year, number=row.number)
            earlier.text_en, earlier.text_cy = row.text_en, row.text_cy
            earlier._history_user = people.officer
            earlier.save()


def seed_learning(board: Board, people) -> None:
    """One source for every phrase whose kind the board's framework has."""
    types = {}
    for row in SourceType.objects.filter(board=board).order_by("order"):
        types.setdefault(row.kind, row)
    for kind, rows in phrases("sources").items():
        for number, words in enumerate(rows):
            if kind in types:
                _source(board, people.officer, types[kind], f"{kind}{number}", words)


def _source(board, officer, source_type, name, words) -> None:
    group = source_type.restricted_to
    if group is None and words.get("restricted"):
        group = Group.objects.filter(board=board, restricted=True).first()
    group = group or _owner(board, source_type)
    if words.get("restricted") and not group.restricted:
        return
    writer = Writer(board.slug, name)
    today = timezone.localdate()
    source = raise_learning(
        board=board,
        source_type=source_type,
        lead_group=group,
        sent_once=uuid5(NAMESPACE_URL, f"{board.slug}/{name}"),
        values=_values(
            source_type, words, today - timedelta(writer.random.randint(20, 420))
        ),
        by=officer,
    )
    if months := words.get("published_months_ago"):
        source.opened_on = today - timedelta(days=30 * months + 240)
        source.published_on = today - timedelta(days=30 * months)
        source.stage = "published"
        source.save()


def _values(source_type, words, opened_on) -> dict:
    """What the raise form would offer: the attributes of the kind."""
    return {
        "title": words["title"],
        "summary": words["summary"],
        "strand": source_type.strand,
        "methodology": source_type.methodology,
        "monitoring": source_type.monitoring,
        "stakeholders": source_type.stakeholders,
        "responsibility": list(source_type.responsibility.all()),
        "sharing": list(source_type.sharing.all()),
        "opened_on": opened_on,
    }


def _owner(board, source_type) -> Group:
    open_groups = source_type.responsibility.filter(restricted=False)
    some = Group.objects.filter(board=board, restricted=False)
    return (
        open_groups.first()
        or some.filter(functions__function="identify").first()
        or some.first()
    )
