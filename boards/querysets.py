"""Who may see which rows, said once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


def on_own_agency(scope, *, board: str = "board", agency: str = "agency") -> Q:
    """Rows of the agencies the person speaks for, board by board."""
    rule = Q(pk__in=[])
    for board_id, agency_ids in scope.agencies.items():
        rule |= Q(**{f"{board}_id": board_id, f"{agency}_id__in": agency_ids})
    return rule


class ScopedQuerySet(models.QuerySet):
    """A queryset whose `visible_to` is the only way views may start."""

    def visible_to(self, user):
        """Rows this person may know exist. Anonymous people: none."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(self._rule_for(user))

    def _rule_for(self, user) -> Q:
        """The rule, made once for a person's scope: rules nest, and are asked often."""
        rules, key = user.scope.rules, (type(self), self.model)
        if key not in rules:
            rules[key] = self.visibility(user.scope, user)
        return rules[key]

    def visibility(self, scope, user) -> Q:
        raise NotImplementedError(f"{self.model.__name__} does not say who may see it")


class LiveQuerySet(ScopedQuerySet):
    """Rows with a first and a last day."""

    first_day, last_day = "valid_from", "valid_to"

    def live(self, on=None):
        """Rows in force on a day (today unless told)."""
        day = on or timezone.localdate()
        started = Q(**{f"{self.first_day}__isnull": True}) | Q(
            **{f"{self.first_day}__lte": day}
        )
        not_over = Q(**{f"{self.last_day}__isnull": True}) | Q(
            **{f"{self.last_day}__gte": day}
        )
        return self.filter(started, not_over)
