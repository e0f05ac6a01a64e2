"""Bulletins of a board: one sent last month, one still written; what is remembered."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from boards.models import Group
from boards.roles import RoleName
from dissemination.audiences import channels_of
from dissemination.choices import (
    BriefingState,
    BulletinKind,
    Confirmation,
    LinkPurpose,
    MailState,
)
from dissemination.forms.bulletins import usual_channel
from dissemination.models import (
    AgencyPart,
    Briefing,
    Bulletin,
    Cascade,
    LearningRequest,
    PartConfirmation,
)
from dissemination.services.bulletin_sending import send_bulletin
from dissemination.services.bulletins import add_words, begin_bulletin, pick_items
from dissemination.services.subscriptions import choose
from dissemination.services.team import answer_recall, make_link, open_link
from learning.choices import FindingKind, SourceAudience
from learning.models import Finding, SharingMethod, Theme

FIRST = (
    "This month we share one page on what a review taught us, and what worked well in "
    "one of our teams. Please take both to your next team meeting."
)
SECOND = "What agencies told us since the last bulletin, and what we ask of you next."
DATES = "The learning event is on the second Tuesday of next month. Places are free."
TO = [RoleName.AGENCY_LEAD, RoleName.AGENCY_EXECUTIVE, RoleName.BOARD_MEMBER]
ASKED = [(14, 11, "We look at the last three contacts together."),
         (22, 12, "The question is on the visit form now."),
         (9, 8, "Two cases were talked through in supervision.")]  # fmt: skip


def seed_bulletins(board, people) -> None:
    """One that was sent, one that waits for its last pieces, and the pulse."""
    groups = Group.objects.of(board).filter(restricted=False)
    group = groups.with_function("share").first() or groups.first()
    if group is None:
        return
    _wishes(board, people)
    sent = _begun(board, people, group, "Learning this month", FIRST)
    _sent(sent, people.officer)
    waiting = _begun(board, people, group, "Learning next month", SECOND)
    add_words(
        bulletin=waiting, kind=BulletinKind.LINK, by=people.officer,
        values={"heading": "National panel publications", "text": "",
                "url": "https://www.gov.uk/"},
    )  # fmt: skip
    _pulse(board, people)


def _begun(board, people, group, title, introduction) -> Bulletin:
    channels = channels_of(board, people.officer)
    method = SharingMethod.objects.filter(pk=usual_channel(channels)).first()
    made = begin_bulletin(
        board=board, by=people.officer,
        values={"title": title, "introduction": introduction, "group": group,
                "roles": TO, "method": method},
        sent_once=uuid5(NAMESPACE_URL, f"{board.slug}/bulletin/{title}"),
    )  # fmt: skip
    for kind, pks in ((BulletinKind.BRIEFING, _briefings(board)),
                      (BulletinKind.FINDING, _practice(board))):  # fmt: skip
        pick_items(bulletin=made, kind=kind, keys=pks, by=people.officer)
    add_words(
        bulletin=made, kind=BulletinKind.TEXT, by=people.officer,
        values={"heading": "Dates", "text": DATES},
    )  # fmt: skip
    made.refresh_from_db()
    return made


def _briefings(board) -> list[int]:
    shared = [BriefingState.SHARED, BriefingState.PUBLIC]
    rows = Briefing.objects.filter(
        board=board, state__in=shared, group__restricted=False
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:2])


def _practice(board) -> list[int]:
    rows = Finding.objects.filter(
        board=board,
        kind=FindingKind.GOOD_PRACTICE,
        source__audience=SourceAudience.BOARD,
    ).exclude(source__lead_group__restricted=True)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:1])


def _sent(bulletin, by) -> None:
    """As if it had gone out; the demonstration writes to nobody."""
    send_bulletin(bulletin=bulletin, version=bulletin.version, by=by)
    bulletin.mails.update(state=MailState.SENT, sent_at=timezone.now())


def _wishes(board, people) -> None:
    """One lead wants only some themes."""
    staff = next(iter(people.by_agency.values()), None)
    themes = list(Theme.objects.filter(board=board).current().order_by("pk")[:2])
    if staff and themes:
        lead = staff["agency_lead"]
        choose(board=board, user=lead, wants="themes", themes=themes, by=lead)


def _pulse(board, people) -> None:
    """Some agencies passed it on three weeks ago: most asked their teams since, one
    did not; this request asks after a fortnight."""
    signed = PartConfirmation.objects.filter(
        part__board=board, kind=Confirmation.DISSEMINATED
    )
    signed = list(signed.order_by("pk")[: len(ASKED) + 1])
    _three_weeks_ago(signed)
    for row, (asked, recalled, differently) in zip(signed, ASKED, strict=False):
        part = AgencyPart.objects.select_related("request").get(pk=row.part_id)
        lead = people.by_agency[part.agency_id]["agency_lead"]
        token = make_link(
            part=part, purpose=LinkPurpose.RECALL, label="All teams", by=lead,
            expires_on=timezone.localdate() + timedelta(days=30),
        )  # fmt: skip
        answer_recall(
            link=open_link(token), sent_once=uuid5(NAMESPACE_URL, token),
            values={"team": "Duty team", "asked": asked, "recalled": recalled,
                    "differently": differently},
        )  # fmt: skip


def _three_weeks_ago(signed) -> None:
    """The demonstration's past, in order: asked, passed on, signed."""
    now = timezone.now()
    rows = PartConfirmation.objects.filter(pk__in=[row.pk for row in signed])
    rows.update(at=now - timedelta(days=22))
    parts = AgencyPart.objects.filter(confirmations__in=rows)
    Cascade.objects.filter(part__in=parts).update(on=now.date() - timedelta(days=24))
    LearningRequest.objects.filter(parts__in=parts).update(recall_weeks=2)
