"""The pieces of a bulletin as people read them, and why one cannot be sent."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Membership, SeatHolding
from boards.public import items_of
from boards.roles import RoleName
from dissemination.choices import BriefingState, BulletinKind, RequestState
from dissemination.models import Briefing, LearningRequest
from learning.choices import FindingKind, SourceAudience
from learning.models import Finding

REVIEWS = "reviews"  # the section of the public site
OPEN_BRIEFING = (BriefingState.SHARED, BriefingState.PUBLIC)
RECORDS = {
    BulletinKind.BRIEFING: Briefing,
    BulletinKind.FINDING: Finding,
    BulletinKind.REQUEST: LearningRequest,
}


@dataclass
class Piece:
    """One piece. `record` is "briefing:3" for what not everybody may see."""

    kind: str
    heading: str
    text: str = ""
    url: str = ""
    record: str = ""
    source: int | None = None
    item: int | None = None
    problem: str = ""

    @property
    def frozen(self) -> dict:
        """As it is kept once it was sent."""
        kept = asdict(self)
        return {name: kept[name] for name in ("kind", "heading", "text", "url",
                                              "record", "source")}  # fmt: skip

    @property
    def label(self) -> str:
        return BulletinKind(self.kind).label

    @property
    def address(self) -> str:
        """Where it leads, with the host."""
        here = self.url.startswith("/")
        return settings.SITE_ADDRESS + self.url if here else self.url


def pieces_of(bulletin, user, people=()) -> list[Piece]:
    """The pieces in order as the person reads them. While it is written each says
    why it cannot be sent to `people`, ids of those it goes to."""
    if bulletin.is_sent:
        return seen_by(user, [Piece(**kept) for kept in bulletin.frozen])
    rows = bulletin.items.select_related(
        "briefing__board", "briefing__group", "finding__source__board",
        "finding__source__lead_group", "request__board", "request__group",
    )  # fmt: skip
    rows = list(rows)
    public = {}
    if any(row.kind == BulletinKind.PUBLISHED for row in rows):
        public = {item.url: item for item in items_of(bulletin.board, REVIEWS)}
    found = [_piece(row, public) for row in rows]
    seen = seen_by(user, found)
    for piece, row in zip(found, rows, strict=True):
        if piece not in seen:
            piece.heading, piece.text, piece.url = _("Not open to you"), "", ""
            piece.problem = _("Whoever sends it must be able to read it.")
        elif not piece.problem and row.kind == BulletinKind.REQUEST:
            piece.problem = _kept_from(row.request, people)
    return found


def _piece(row, public) -> Piece:
    make = MAKERS[BulletinKind(row.kind)]
    piece = make(row, public)
    piece.item = row.pk
    return piece


def _briefing(row, _public) -> Piece:
    record, problem = row.briefing, ""
    if record.state not in OPEN_BRIEFING:
        problem = _("The board does not read this briefing: %s.")
        problem %= record.get_state_display().lower()
    elif record.group.restricted:
        problem = _("It belongs to a group whose work stays in it.")
    return Piece(
        row.kind, record.title, url=record.get_absolute_url(), problem=problem,
        record=f"{row.kind}:{record.pk}", source=record.source_id,
    )  # fmt: skip


def _finding(row, _public) -> Piece:
    record, source, problem = row.finding, row.finding.source, ""
    if record.kind != FindingKind.GOOD_PRACTICE:
        problem = _("It is not good practice.")
    elif source.audience != SourceAudience.BOARD or _is_restricted(source):
        problem = _("Not everybody on the board may read the source it comes from.")
    place = [source.board.slug, source.reference]
    return Piece(
        row.kind, record.title, record.text,
        f"{reverse('learning:findings', args=place)}#finding-{record.pk}",
        problem=problem, record=f"{row.kind}:{record.pk}", source=source.pk,
    )  # fmt: skip


def _is_restricted(source) -> bool:
    return bool(source.lead_group and source.lead_group.restricted)


def _request(row, _public) -> Piece:
    record, problem = row.request, ""
    if record.state != RequestState.ISSUED:
        problem = _("It is not open: %s.") % record.get_state_display().lower()
    elif record.group.restricted:
        problem = _("It belongs to a group whose work stays in it.")
    text = _("Answers due on %s.") % date_format(record.due_on)
    return Piece(
        row.kind, record.title, text, record.get_absolute_url(), problem=problem,
        record=f"{row.kind}:{record.pk}", source=record.source_id,
    )  # fmt: skip


def _published(row, public) -> Piece:
    item = public.get(row.published)
    if item is None:
        problem = _("It is not open to the public any more.")
        return Piece(row.kind, row.heading, problem=problem)
    return Piece(row.kind, item.title, url=item.url, source=item.source)


def _words(row, _public) -> Piece:
    return Piece(row.kind, row.heading, row.text, row.url)


MAKERS = {
    BulletinKind.BRIEFING: _briefing,
    BulletinKind.FINDING: _finding,
    BulletinKind.REQUEST: _request,
    BulletinKind.PUBLISHED: _published,
    BulletinKind.TEXT: _words,
    BulletinKind.LINK: _words,
}


def _kept_from(request, people) -> str:
    """Why a request cannot go to everybody: some were not asked."""
    asked = Membership.objects.live().filter(
        Q(agency__in=request.parts.values("agency")) | Q(role=RoleName.BUSINESS_UNIT),
        board=request.board_id,
    )
    inside = SeatHolding.objects.live().filter(seat__group=request.group_id)
    knows = set(asked.values_list("user", flat=True))
    knows |= set(inside.values_list("user", flat=True))
    left = len(set(people) - knows)
    if not left:
        return ""
    said = ngettext(
        "%d person it goes to may not see this: their agency was not asked.",
        "%d people it goes to may not see this: their agency was not asked.",
        left,
    )
    return said % left


def seen_by(user, pieces: list[Piece]) -> list[Piece]:
    """Without pieces whose record the person may not see today. A query a kind."""
    seen = set()
    for kind, model in RECORDS.items():
        pks = [piece.record.split(":")[1] for piece in pieces if piece.kind == kind]
        if pks:
            rows = model.objects.visible_to(user).filter(pk__in=pks)
            seen |= {f"{kind.value}:{pk}" for pk in rows.values_list("pk", flat=True)}
    return [one for one in pieces if not one.record or one.record in seen]
