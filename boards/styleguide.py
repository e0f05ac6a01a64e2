"""A gallery of every component and every kind of form field, to look at and to test."""

from types import SimpleNamespace

from django.conf import settings
from django.contrib.messages import constants as levels
from django.contrib.messages.storage.base import Message
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from boards.forms.gallery import WRONG, EveryKindForm, Steps

RATINGS = [
    ("B", _("Blue"), "blue", "star"),
    ("R", _("Red"), "red", "diamond"),
    ("A", _("Amber"), "amber", "triangle"),
    ("Y", _("Yellow"), "yellow", "triangle"),
    ("G", _("Green"), "green", "circle"),
    ("N", _("Not scored"), "grey", "ring"),
    ("0", _("Nothing yet"), "grey", "square"),
]
COLOURS = ["", "grey", "green", "teal", "blue", "purple", "red", "orange", "yellow"]


@require_GET
def styleguide(request):
    """Every component as it opens, or with `?state=errors` every kind of error."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    sent = _sent() if request.GET.get("state") == "errors" else None
    forms = {"form": EveryKindForm(sent), "formset": Steps(sent)}
    return render(request, "boards/styleguide.html", forms | _samples())


def _sent() -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in WRONG.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _samples() -> dict:
    names = ("letter", "word", "colour", "shape")
    return {
        "levels": [
            SimpleNamespace(**dict(zip(names, r, strict=True))) for r in RATINGS
        ],
        "colours": COLOURS,
        "events": [
            {"title": _("Signed off"), "by": _("An executive"), "at": timezone.now()},
            {"title": _("Handed in"), "at": timezone.now(), "text": _("With a note")},
        ],
        "notices": [
            Message(levels.SUCCESS, _("The plan is kept.")),
            Message(levels.INFO, _("The round closes on Friday.")),
            Message(levels.ERROR, _("The file could not be read.")),
        ],
        "way_back": [(_("Board"), "#components"), (_("Groups"), "#components")],
        "sample_boards": [
            SimpleNamespace(pk=n, slug=f"board-{n}", name=name)
            for n, name in enumerate([_("First board"), _("Second board")])
        ],
    }
