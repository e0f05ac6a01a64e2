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
                field.queryset = field.queryset & seen


class ScopedForm(ScopedFormMixin, forms.Form):
    """A plain form for one person."""


class ScopedModelForm(ScopedFormMixin, forms.ModelForm):
    """A model form for one person."""
