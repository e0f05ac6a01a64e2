"""The form every other form inherits: choices are only what the person may see."""

from django import forms


class ScopedFormMixin:
    """Narrow every model choice to rows visible to the person."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                seen = field.queryset.model.objects.visible_to(user)
                field.queryset = field.queryset.filter(pk__in=seen.values("pk"))


class HeldMixin:
    """Put before the form class: a choice the person may not see shows as none.

    The page then says nothing of it, and saving without another choice keeps it.
    """

    def hold(self, name, record):
        """After the field has its choices: `record` is what is chosen now."""
        self.held = getattr(self, "held", {})
        seen = self.fields[name].queryset
        if record and not seen.filter(pk=record.pk).exists():
            self.held[name] = record
            self.initial[name] = None

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name, record in getattr(self, "held", {}).items():
            if name not in self.errors:
                data[name] = data.get(name) or record
        return data


class ScopedForm(ScopedFormMixin, forms.Form):
    """A plain form for one person."""


class ScopedModelForm(ScopedFormMixin, forms.ModelForm):
    """A model form for one person."""
