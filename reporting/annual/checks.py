"""Items of the law that a report neither fills nor explains."""

from learning.framework import localised_pair


def checklist_gaps(report) -> list[str]:
    """Titles of items that no section with words, or with a reason, answers."""
    answered = set()
    for section in report.sections.prefetch_related("blocks"):
        standing = [b for b in section.blocks.all() if b.removed_at is None]
        if standing or section.nothing_because.strip():
            answered |= set(section.answers)
    return [
        localised_pair(item)
        for item in report.checklist
        if item.get("key") not in answered
    ]
