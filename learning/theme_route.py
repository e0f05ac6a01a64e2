"""Where a themes report usually goes next; whoever sends it may choose otherwise.

The board's own timetable decides where it names the report ("themes_report" to the
first group, "themes_report_onward" from there): the business unit edits those rows.
Without them: a group whose function is to share learning, then whom it reports to.
"""

from django.db.models import Count, Q

from boards.choices import GroupFunctionChoices
from learning.models import TimetableEntry

FIRST, ONWARD = "themes_report", "themes_report_onward"


def usual_next(user, report, groups, from_group):
    """One of `groups`, or None. `from_group` is None for the business unit."""
    rows = TimetableEntry.objects.visible_to(user).current().filter(board=report.board)
    if from_group is None:
        named = rows.filter(key=FIRST)
    else:
        named = rows.filter(key=ONWARD, given_by=from_group.key)
    if found := groups.filter(key__in=named.values("received_by")).first():
        return found
    if from_group is not None:
        return groups.filter(hears_from=from_group).first()
    return _sharing(groups).first()


def _sharing(groups):
    """Those that share and do not identify learning, the most busy first."""
    sharing = groups.with_function(GroupFunctionChoices.SHARE)
    looking = groups.with_function(GroupFunctionChoices.IDENTIFY)
    sharing = sharing.exclude(pk__in=looking.values("pk"))
    held = Count("functions", filter=Q(functions__valid_to__isnull=True))
    return sharing.annotate(held=held).order_by("-held", "name_en")
