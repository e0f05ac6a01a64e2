"""Measures taken again, which an officer may choose to tell the public of (SOL-5)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from dissemination.models import LessonMeasure
from learning.impact_candidates import Candidate, add_provider

MOST = 100


def measures_taken_again(user, board) -> list[Candidate]:
    """Measures with a result, of no source a restricted group leads."""
    lead = "finding__source__lead_group"
    free = Q(**{f"{lead}__isnull": True}) | Q(**{f"{lead}__restricted": False})
    rows = LessonMeasure.objects.visible_to(user).filter(free, board=board)
    rows = rows.exclude(result="").select_related("finding")
    return [_candidate(row) for row in rows.order_by("-result_on", "-pk")[:MOST]]


def _candidate(measure) -> Candidate:
    words = {
        "instrument": measure.instrument,
        "before": measure.baseline or _("not measured"),
        "after": measure.result,
    }
    return Candidate(
        key=f"measure:{measure.pk}",
        kind=_("Measure taken again"),
        title=measure.finding.title,
        learnt=measure.finding.text,
        changed=measure.meaning,
        shown_by=_("%(instrument)s. Before: %(before)s. After: %(after)s.") % words,
    )


add_provider(measures_taken_again)
