"""A versioned form that also adds: a new row carries a token instead of a version."""

import uuid

from django import forms


class AddsOnce:
    """Put before the form class. The same form sent twice then makes one row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
            self.fields["sent_once"] = forms.UUIDField(widget=forms.HiddenInput)
            self.initial.setdefault("sent_once", uuid.uuid4())
