"""Everything the first page of a review shows."""

from django.utils import timezone

from learning.cycle import standing_of
from learning.models import StageEvent
from learning.plan_states import plan_states
from learning.process import review_type_of, said, stage_of, strip
from reviews.filing import groups_told
from reviews.limit_rows import limit_rows, limits_to_come
from reviews.own_access import answers_for
from reviews.parallel import strip_of
from reviews.rules import may_manage, may_run
from reviews.time_in_stages import time_in_stages
from reviews.timeline import timeline
from reviews.type_words import LEGAL_TYPES
from reviews.ways import next_moves


def overview(user, review, works: bool) -> dict:
    """Where it stands for everybody who sees it; the rest for those who work on it."""
    source, today = review.source, timezone.localdate()
    events = StageEvent.objects.visible_to(user).filter(source=source)
    moves = list(events.select_related("by").order_by("pk"))
    shown = {
        **_standing(source, moves, today),
        "strip": strip(source, {event.to_stage for event in moves}),
        "facts": _facts(user, review, works),
        "timeline": timeline(user, review, moves, works),
    }
    return shown | (_working(user, review, moves, today) if works else {})


def _standing(source, moves, today) -> dict:
    stage, last = stage_of(source), moves[-1] if moves else None
    since = last.on if last else source.opened_on
    return {
        "stage": said(stage.name) if stage else source.stage,
        "with_whom": said(stage.with_whom) if stage else "",
        "standing": standing_of(source),
        "since": since,
        "moved_by": last.by if last else None,
        "days": None if source.closed_on else (today - since).days,
    }


def _facts(user, review, works) -> dict:
    kind = review_type_of(review.source)
    return {
        "type": said(kind.name) if kind else "",
        "in_law": LEGAL_TYPES.get(review.legal_type, ""),
        "statutory": bool(kind and kind.statutory),
        "legal_basis": kind.legal_basis if kind else "",
        "toolkit": toolkit_of(review),
        "agencies": list(review.agencies.visible_to(user)) if works else [],
        "lead_agency": review.lead_agency if works else None,
        **_filing(user, review),
        "plan": plan_states([review.source], user)[review.source_id],
    }


def _filing(user, review) -> dict:
    """Which agency filed it, and the groups it chose."""
    if review.source.owner_agency_id is None:
        return {}
    agency = review.source.owner_agency
    return {
        "filed_by": agency,
        "told": list(groups_told(user, review)),
        "own": answers_for(user, review.source),
    }


def toolkit_of(review) -> dict | None:
    """The toolkit of the review's type: its edition and state, and the one used."""
    kind = review_type_of(review.source)
    if kind is None or kind.toolkit is None:
        return None
    return {
        "name": said(kind.toolkit.name),
        "version": kind.toolkit.version,
        "used": review.toolkit_version,
        "state": said(kind.toolkit.state),
        "url": kind.toolkit.url,
    }


def _working(user, review, moves, today) -> dict:
    rows = limit_rows(user, review.source, today)
    return {
        "may_manage": may_manage(user, review),
        "may_run": may_run(user, review),
        "moves": next_moves(user, review),
        "limits": rows,
        "to_come": limits_to_come(review.source, rows, today),
        "parallel": strip_of(review, user),
        "times": time_in_stages(review.source, moves, today),
    }
