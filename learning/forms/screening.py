"""Forms that look through what was typed before it is kept."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import Agency, Area, Board, Group
from boards.widgets import Checkbox
from learning.identifiers import fingerprint, found_in

CONFIRM = "words_checked"


class ScreenedForm:
    """Put before the form class: free text that could identify somebody is shown
    beside its field, and kept only once the person says that it does not.

    `screened` names the fields; every free text of the form where it names none.
    """

    screened: tuple[str, ...] = ()

    def clean(self):
        data = super().clean()
        found = self._found(self.cleaned_data if data is None else data)
        if found and not self._confirmed(found):
            self._ask(found)
        return data

    def _fields_to_screen(self):
        if self.screened:
            return self.screened
        return [name for name, field in self.fields.items() if _is_free_text(field)]

    def _found(self, data) -> dict[str, list]:
        texts = {name: data.get(name) for name in self._fields_to_screen()}
        texts = {name: text for name, text in texts.items() if text}
        known = names_of_bodies(self.user) if texts else ()
        hits = {name: found_in(str(text), known) for name, text in texts.items()}
        return {name: rows for name, rows in hits.items() if rows}

    def _confirmed(self, found) -> bool:
        return self.data.get(self.add_prefix(CONFIRM)) == self._print(found)

    def _print(self, found) -> str:
        return fingerprint(hit for hits in found.values() for hit in hits)

    def _ask(self, found):
        for name, hits in found.items():
            said = ", ".join(f"“{hit.words}” ({hit.label})" for hit in hits[:5])
            self.add_error(name, _("This could identify somebody: %s") % said)
        self.fields[CONFIRM] = forms.CharField(
            required=False,
            label=gettext_lazy("I have read it again. It identifies nobody."),
            widget=Checkbox(check_test=lambda value: False),
            help_text=gettext_lazy(
                "Change the words, or tick this and save. No child, adult, family or "
                "practitioner may be named."
            ),
        )
        self.fields[CONFIRM].widget.attrs["value"] = self._print(found)
        if helper := getattr(self, "helper", None):
            helper.layout.append(CONFIRM)


NARROW = forms.EmailField, forms.URLField, forms.UUIDField, forms.IntegerField


def _is_free_text(field) -> bool:
    typed = isinstance(field.widget, forms.TextInput | forms.Textarea)
    return (
        isinstance(field, forms.CharField) and typed and not isinstance(field, NARROW)
    )


def names_of_bodies(user) -> list[str]:
    """Boards, areas, agencies and groups the person may know of: no people, whatever
    they sound like. A few queries, and only when something was typed."""
    found = []
    for model in (Board, Area, Agency, Group):
        rows = model.objects.visible_to(user)
        for english, welsh in rows.values_list("name_en", "name_cy"):
            found += [english, welsh]
    return [name for name in found if name]
