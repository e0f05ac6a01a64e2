"""Writing a posted form: a conflict shows both texts, a refusal stands in the form."""

from django.contrib import messages
from django.shortcuts import redirect, render

from boards.exports import asked_kind, download
from boards.lists import paginate
from boards.views.forms import form_page
from learning.views.versioned import wrote


def form_written(request, form, write, *, back_url, done, to=None, **words):
    """Write a posted form and go on, or show it. `to` is an address, or a function
    of what `write` returned."""
    made = []
    if request.method == "POST" and wrote(form, lambda d: made.append(write(d))):
        messages.success(request, done)
        return redirect(to(made[0]) if callable(to) else to or back_url)
    words.setdefault("template", "voices/versioned_form.html")
    return form_page(request, form, back_url=back_url, **words)


def listed(request, rows, *, template, name, headings, cells, sorting, **context):
    """A page of a list, or all of what it shows as a file."""
    if kind := asked_kind(request):
        table = [cells(row) for row in rows]
        return download(kind, f"{name}-{request.board.slug}", headings, table)
    context |= {"page": paginate(request, rows), **sorting.context}
    return render(request, template, context)
