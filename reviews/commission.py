"""How a review was commissioned: criteria, referral, roles, timeline (HAR-17)."""

from collections import Counter

from frameworks.vocabulary import Clock
from learning.models import Milestone, SourceDate
from learning.process import said
from reviews.criteria import rules_in_force
from reviews.models import PanelMember
from reviews.type_words import CLOCKS

SHOWN = [Clock.REFERRED, Clock.DECIDED, Clock.COMMISSIONED]


def commission(review, user) -> dict:
    """What the process document of a commission holds, from what is recorded."""
    rules = rules_in_force(review)
    dates = SourceDate.objects.visible_to(user).filter(source=review.source)
    known = dict(dates.values_list("clock", "on"))
    panel = PanelMember.objects.visible_to(user).filter(
        review=review, ended_on__isnull=True
    )
    limits = Milestone.objects.visible_to(user).filter(source=review.source)
    return {
        "criteria": said(rules.name) if rules else "",
        "dates": [(CLOCKS[clock], known[clock]) for clock in SHOWN if clock in known],
        "roles": _counted(member.get_role_display() for member in panel),
        "timeline": [(limit.name, limit.due_on) for limit in limits],
        "is_commissioned": Clock.COMMISSIONED in known,
    }


def _counted(roles) -> list[str]:
    """Each role once, with how many hold it where several do."""
    return [f"{role} ({n})" if n > 1 else role for role, n in Counter(roles).items()]
