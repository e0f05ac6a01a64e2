"""Whom the form of an action offers as its owner."""

from django import forms
from django.utils.translation import gettext as _

from actionplans.people import agency_leads, people_and, people_of


class OffersOwners:
    """Put before the form class. Besides people one sees: those who lead for the
    agency that carries the action, by name only; nothing else of theirs opens."""

    def offer_owners(self):
        """After the field `agency` has its choices."""
        self.leads = agency_leads(self.plan.board, self._agencies())
        named = [pk for people in self.leads.values() for pk in people]
        field = self.fields["owner"]
        field.queryset = people_and(named, self.user, self.plan.board)
        field.label_from_instance = self._owner_label

    def _agencies(self) -> dict:
        """Agencies that may carry it, by key: none beyond a restricted group."""
        if self.plan.confined_to_id:
            return {}
        if self.plan.agency_id:
            return {self.plan.agency_id: self.plan.agency}
        return {row.pk: row for row in self.fields["agency"].queryset}

    def _owner_label(self, person) -> str:
        agencies = self._agency_names
        names = [n for pk, n in agencies.items() if person.pk in self.leads.get(pk, ())]
        return f"{person} ({', '.join(names)})" if names else str(person)

    @property
    def _agency_names(self) -> dict[int, str]:
        if not hasattr(self, "_named"):
            self._named = {pk: str(row) for pk, row in self._agencies().items()}
        return self._named

    def clean(self):
        """Somebody only an agency names carries what that agency carries."""
        data = super().clean() or self.cleaned_data
        owner, agency = data.get("owner"), self._carrier(data)
        if owner is None or "owner" in self.errors:
            return data
        kept = owner.pk == self.instance.owner_id
        leads = self.leads.get(agency, set())
        seen = people_of(self.user, self.plan.board)
        if not (kept or owner.pk in leads or seen.filter(pk=owner.pk).exists()):
            words = _("Choose somebody of the agency that carries the action.")
            self.add_error("owner", forms.ValidationError(words))
        return data

    def _carrier(self, data):
        if self.plan.agency_id:
            return self.plan.agency_id
        return data["agency"].pk if data.get("agency") else None
