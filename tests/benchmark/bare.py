"""The least that could be done: what our pages are measured against."""

from django.shortcuts import render

from actionplans.models import Action
from audits.models import AgencyReturn, Answer
from boards.models import Board


def page(request):
    """A template, a signed-in person and one query."""
    return render(request, "bare/page.html", {"board": Board.objects.first()})


def rows(request, pk):
    """25 returns of a board by their due date."""
    found = AgencyReturn.objects.filter(board=pk).select_related("agency")
    return render(request, "bare/rows.html", {"rows": found.order_by("due_on")[:25]})


def actions(request, pk):
    """25 actions of a board by their due date."""
    found = Action.objects.filter(board=pk, agreed=True).select_related("agency")
    return render(request, "bare/actions.html", {"rows": found.order_by("due_on")[:25]})


def matrix(request, pk):
    """Agency by standard, each cell a letter."""
    found = Answer.objects.filter(agency_return__round=pk, level__isnull=False)
    cells, names, standards = {}, {}, {}
    columns = ("agency_return__agency_id", "agency_return__agency__name_en")
    columns += ("question_id", "question__number", "level__letter")
    for agency, name, question, number, letter in found.values_list(*columns):
        names[agency], standards[question] = name, number
        cells[agency, question] = letter
    lines = [(n, [cells.get((a, q), "") for q in standards]) for a, n in names.items()]
    context = {"numbers": list(standards.values()), "lines": lines}
    return render(request, "bare/matrix.html", context)
