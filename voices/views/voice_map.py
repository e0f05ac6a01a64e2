"""The voice map, and the two numbers a board sets for itself."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from voices.forms.activities import MapFilterForm, RulesForm
from voices.models import VoiceActivity, rules_of
from voices.queries import with_year
from voices.rules import agencies_on, may_ask, may_record
from voices.services.activities import set_rules
from voices.views.writing import form_written
from voices.voice_map import voice_map

ORDERS = {
    "agency": lambda line: (line.key != "board", line.name),
    "total": lambda line: (-line.total, line.name),
}


@require_GET
def activity_map(request, board):
    """Agencies by methods or years; each number opens its records (SOL-16)."""
    user = request.user
    form = MapFilterForm(request.GET, user=user)
    form.full_clean()
    asked = form.cleaned_data
    seen = VoiceActivity.objects.visible_to(user).filter(board=request.board)
    found = voice_map(
        request.board, with_year(seen), agencies_on(user, request.board),
        asked.get("across") or "method",
    )  # fmt: skip
    sorting = Sorting(request, dict.fromkeys(ORDERS, ()))
    lines = _sorted(sorting, [line for line in found.lines if _kept(line, asked)])
    if kind := asked_kind(request):
        return _file(request, kind, found, lines)
    context = {
        "map": found,
        "form": form,
        "page": paginate(request, lines),
        "may_record": may_record(user, request.board),
        **sorting.context,
    }
    return render(request, "voices/map.html", context)


def _kept(line, asked) -> bool:
    words = asked.get("q", "").casefold().split()
    named = all(word in line.name.casefold() for word in words)
    return named and not (asked.get("gaps") == "none" and line.total)


def _sorted(sorting, lines) -> list:
    down = sorting.asked.startswith("-")
    return sorted(lines, key=ORDERS[sorting.asked.lstrip("-")], reverse=down)


def _file(request, kind, found, lines):
    headings = [_("Agency"), *(text for _key, text in found.columns), _("All")]
    rows = [
        [line.name, *(cell.number for cell in line.cells), line.total] for line in lines
    ]
    return download(kind, f"voice-map-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def rules(request, board):
    """What is kept back, and within how many weeks people are told."""
    if not may_ask(request.user, request.board):
        raise PermissionDenied(Permission.MANAGE_BOARD.value)
    held = rules_of(request.board)
    form = RulesForm(
        request.POST or None, instance=held, board=request.board, user=request.user
    )

    def write(data):
        return set_rules(
            rules=held, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write,
        back_url=reverse("voices:activities", args=[request.board.slug]),
        heading=_("Small numbers and telling back"), done=_("Saved."),
    )  # fmt: skip
