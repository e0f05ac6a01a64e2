"""What was taken back of a source: last words, who, when and why."""

from django.db.models import F, Value
from django.utils.translation import gettext as _

from learning.models import Finding, Recommendation

TOLD = ("was", "words", "history_user__full_name", "history_date",
        "history_change_reason")  # fmt: skip


def removed_of(source) -> list[dict]:
    """Removed findings and recommendations as events, newest first. One query.

    For those who write what the source teaches.
    """
    findings = _gone(Finding, source, "finding", "title")
    asked = _gone(Recommendation, source, "recommendation", "text")
    rows = findings.union(asked, all=True)
    events = [_event(*row) for row in rows]
    return sorted(events, key=lambda event: event["at"], reverse=True)


def _gone(model, source, kind, words):
    rows = model.history.filter(source_id=source.pk, history_type="-").order_by()
    return rows.annotate(was=Value(kind), words=F(words)).values_list(*TOLD)


def _event(kind, words, by, at, reason) -> dict:
    said = words if len(words) < 90 else words[:88].rstrip() + "…"
    title = (
        _("Finding removed: %(words)s")
        if kind == "finding"
        else _("Recommendation removed: %(words)s")
    )
    return {"title": title % {"words": said}, "by": by, "at": at, "text": reason or ""}
