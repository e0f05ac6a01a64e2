"""Rules of visibility that several rows of audits share."""

from django.db.models import Q


def run_by_group(scope, group: str = "group", board: str = "board") -> Q:
    """The officers, unless the group is restricted; and the group's own members."""
    officer = Q(
        **{
            f"{board}__in": scope.boards_as_business_unit,
            f"{group}__restricted": False,
        }
    )
    return officer | Q(**{f"{group}__in": scope.group_ids})
