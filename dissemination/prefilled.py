"""First words of a summary, taken from what its source already says."""

from dissemination.people import sharing_groups
from learning.choices import FindingKind
from learning.models import Finding, Recommendation

CASES = {"practice_review", "rapid_review", "suicide_review", "child_death_review"}


def summary_words(source, user) -> dict:
    """Typed once: the source's findings are the summary, its recommendations and
    lessons the key messages. A person reads and shortens them."""
    if source is None:
        return {}
    rows = Finding.objects.visible_to(user).filter(source=source).order_by("order")
    found = list(rows)
    asked = Recommendation.objects.visible_to(user).filter(source=source)
    shares = sharing_groups(user, source.board).filter(restricted=False)[:2]
    lead = source.lead_group
    to_group = lead if lead and lead.restricted else None
    if to_group is None and len(shares) == 1:
        to_group = shares[0]
    return {
        "group": lead and lead.pk,
        "to_group": to_group and to_group.pk,
        "kind": "case" if source.kind in CASES else "issue",
        "activity_type": str(source.source_type or source.get_kind_display()),
        "description": source.summary,
        "summary": "\n\n".join(f"{one.title}. {one.text}" for one in found),
        "messages": "\n".join(_messages(found, asked)),
    }


def _messages(found, asked) -> list[str]:
    lessons = [one.title for one in found if one.kind == FindingKind.LESSON]
    return [*lessons, *(one.text for one in asked)]
