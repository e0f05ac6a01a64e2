"""What was taken back of a source: last words, who, when and why."""

from django.utils.translation import gettext as _


def removed_of(source) -> list[dict]:
    """Removed findings and recommendations as events, newest first. Two queries.

    For those who write what the source teaches.
    """
    events = []
    for words, kind in ((_finding, "findings"), (_recommendation, "recommendations")):
        rows = getattr(source, kind).model.history.filter(
            source_id=source.pk, history_type="-"
        )
        rows = rows.select_related("history_user")
        events += [_event(row, words(row)) for row in rows]
    return sorted(events, key=lambda event: event["at"], reverse=True)


def _event(row, title) -> dict:
    reason = row.history_change_reason or ""
    return {
        "title": title,
        "by": row.history_user,
        "at": row.history_date,
        "text": reason,
    }


def _finding(row) -> str:
    return _("Finding removed: %(title)s") % {"title": row.title}


def _recommendation(row) -> str:
    words = row.text if len(row.text) < 90 else row.text[:88].rstrip() + "…"
    return _("Recommendation removed: %(text)s") % {"text": words}
