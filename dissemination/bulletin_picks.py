"""What may be picked for a bulletin: records the writer sees, each with its reason
where it cannot be sent."""

from django.utils.translation import gettext as _

from boards.public import items_of
from dissemination.bulletin_pieces import OPEN_BRIEFING, REVIEWS
from dissemination.choices import BulletinKind, RequestState
from dissemination.models import Briefing, LearningRequest
from learning.choices import FindingKind, SourceAudience
from learning.models import Finding

SHOWN = 50  # the newest; a search finds the others


def picks(user, board, kind: str, words: str = "") -> list[tuple]:
    """(key, what it says) of the newest that match and that the person sees."""
    return FOUND[BulletinKind(kind)](user, board, words)[:SHOWN]


def _briefings(user, board, words):
    rows = Briefing.objects.visible_to(user).filter(
        board=board, group__restricted=False
    )
    for word in words.split():
        rows = rows.filter(title_en__icontains=word)
    return [
        (row.pk, _said(row.title, row.state in OPEN_BRIEFING, row.get_state_display()))
        for row in rows.order_by("-created_at")[:SHOWN]
    ]


def _findings(user, board, words):
    rows = Finding.objects.visible_to(user).filter(
        board=board, kind=FindingKind.GOOD_PRACTICE
    )
    rows = rows.exclude(source__lead_group__restricted=True).search(words)
    narrow = _("its source is not open to the whole board")
    return [
        (row.pk, _said(row.title, row.source.audience == SourceAudience.BOARD, narrow))
        for row in rows.select_related("source").order_by("-created_at")[:SHOWN]
    ]


def _requests(user, board, words):
    rows = LearningRequest.objects.visible_to(user).filter(
        board=board, group__restricted=False
    )
    return [
        (row.pk, _said(row.title, row.state == RequestState.ISSUED,
                       row.get_state_display()))
        for row in rows.search(words).order_by("-created_at")[:SHOWN]
    ]  # fmt: skip


def _published(user, board, words):
    asked = words.casefold().split()
    return [
        (item.url, item.title)
        for item in items_of(board, REVIEWS)
        if all(word in item.title.casefold() for word in asked)
    ]


def _said(title, fits, why) -> str:
    return title if fits else _("%(title)s (not yet: %(why)s)") % {
        "title": title, "why": str(why).lower(),
    }  # fmt: skip


FOUND = {
    BulletinKind.BRIEFING: _briefings,
    BulletinKind.PUBLISHED: _published,
    BulletinKind.FINDING: _findings,
    BulletinKind.REQUEST: _requests,
}


def keys_of(board, kind: str, chosen) -> list:
    """What was chosen as `pick_items` takes it."""
    if kind != BulletinKind.PUBLISHED:
        return [int(key) for key in chosen]
    public = {item.url: item for item in items_of(board, REVIEWS)}
    return [
        (key, public[key].source, public[key].title) for key in chosen if key in public
    ]
