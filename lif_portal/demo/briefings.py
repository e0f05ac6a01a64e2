"""Two briefings a board: one open to the public, one waiting for a second person."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db.models import F
from django.utils import timezone

from boards.models import Group
from dissemination.briefing_headings import headings_of, template_of
from dissemination.choices import BriefingKind
from dissemination.services.briefings import (
    begin_briefing,
    open_briefing,
    share_briefing,
    write_briefing,
)
from learning.models import LearningSource
from lif_portal.demo.words import phrases


def seed_briefings(board, people) -> None:
    """Of what the board learnt most from; on a Welsh board the Welsh falls behind."""
    sources = _sources(board)
    first = _written(board, people, BriefingKind.SEVEN_MINUTE, sources[0])
    if "cy" in board.languages:
        first = _in_welsh(first, people.officer)
    first = share_briefing(briefing=first, by=people.officer)
    until = timezone.localdate() + timedelta(days=365)
    open_briefing(
        briefing=first, version=first.version, note="Roles and bodies, no people.",
        until=until, by=people.officers[1],
    )  # fmt: skip
    second = _written(board, people, BriefingKind.AUDIT_NOTE, sources[-1])
    share_briefing(briefing=second, by=people.officer)


def _sources(board) -> list[LearningSource]:
    """Open sources with findings; those told to everybody come first."""
    rows = LearningSource.objects.filter(board=board, findings__isnull=False)
    rows = rows.exclude(lead_group__restricted=True).distinct()
    latest = F("published_on").desc(nulls_last=True)
    return list(rows.order_by(latest, "pk")[:2])


def _written(board, people, kind, source):
    made = begin_briefing(
        board=board, source=source, kind=kind, title=source.title[:150],
        group=source.lead_group or Group.objects.filter(board=board).first(),
        findings=list(source.findings.all()[:4]),
        headings=headings_of(template_of(board, people.officer, kind)),
        sent_once=uuid5(NAMESPACE_URL, f"{board.slug}/briefing/{kind}"),
        by=people.officer,
    )  # fmt: skip
    return write_briefing(
        briefing=made, titles={}, texts=_filled(made, phrases("briefings")["english"]),
        current=False, version=made.version, by=people.officer,
    )  # fmt: skip


def _filled(briefing, words) -> dict:
    """Words for the boxes that no finding began, by what their headings ask."""
    left = [s for s in briefing.sections if not s["text_en"].strip()]
    return {(s["key"], "en"): words[_asked(s["heading_en"])] for s in left}


def _asked(heading: str) -> str:
    known = {
        "why": "why",
        "happened": "happened",
        "good": "good",
        "well": "good",
        "do": "now",
        "questions": "ask",
    }
    said = heading.casefold().replace(",", "").split()
    return next((known[word] for word in said if word in known), "other")


def _in_welsh(briefing, by):
    """Translated whole; then one English box is changed again."""
    welsh = phrases("briefings")["welsh"]
    boxes = zip(briefing.sections, welsh["boxes"], strict=False)
    translated = write_briefing(
        briefing=briefing, titles={"title_cy": welsh["title"]},
        texts={(section["key"], "cy"): text for section, text in boxes},
        current=True, version=briefing.version, by=by,
    )  # fmt: skip
    last = translated.sections[-1]
    text = last["text_en"] + " New: ask your safeguarding lead for the slides."
    return write_briefing(
        briefing=translated, titles={}, texts={(last["key"], "en"): text},
        current=False, version=translated.version, by=by,
    )  # fmt: skip
