"""Items of the law that a report neither fills nor explains."""

from reporting.annual.checklist import items_of
from reporting.annual.reading import sections_of


def checklist_gaps(report) -> list[str]:
    """The words of each item that no section with words, or with a reason, answers."""
    items = items_of(report, list(sections_of(report)))
    return [item.text for item in items if item.is_lacking]
