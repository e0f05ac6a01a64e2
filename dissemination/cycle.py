"""How a plan to share what a source taught moves it on in the cycle (WOL-12)."""

from django.db.models import OuterRef, Subquery

from dissemination.models import DisseminationPlan
from frameworks.vocabulary import Domain
from learning.cycle import add_mark


def sharing_agreed():
    """The day a plan to share it was agreed; a restricted group's tells nobody."""
    plans = DisseminationPlan.objects.filter(
        source=OuterRef("pk"), agreed_at__isnull=False, group__restricted=False
    )
    return Subquery(plans.order_by("agreed_at").values("agreed_at")[:1])


add_mark(Domain.PLAN, sharing_agreed)
