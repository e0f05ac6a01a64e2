"""Two themes made one, and one made two."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.views.forms import written
from learning import themes as reading
from learning.forms.themes import SplitForm
from learning.models import Theme
from learning.services import themes as service
from learning.views.themes import theme_to_edit, version_of


@require_http_methods(["GET", "POST"])
def theme_merge(request, board, pk):
    """Choose the theme that stays, see what moves, confirm."""
    found = theme_to_edit(request, pk)
    others = Theme.objects.visible_to(request.user).current()
    others = others.filter(board=request.board).exclude(pk=found.pk)
    others = {str(other.pk): other for other in others}
    into = others.get((request.POST or request.GET).get("into", ""))
    if request.method == "POST" and into and _merged(request, found, into):
        return redirect(into.get_absolute_url())
    context = {"theme": found, "others": others.values(), "into": into}
    if into:
        context |= _counts(request, found, into)
    return render(request, "learning/theme_merge.html", context)


def _merged(request, found, into) -> bool:
    try:
        service.merge_theme(
            theme=found, into=into, version=version_of(request), by=request.user
        )
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return False
    words = {"theme": found.name, "into": into.name}
    messages.success(request, _("%(theme)s is now part of %(into)s.") % words)
    return True


def _counts(request, found, into) -> dict:
    tags = reading.tags_seen(request.user, request.board)
    both = reading.lines(request.user, request.board, [found, into], tags)
    return {"lines": both}


@require_http_methods(["GET", "POST"])
def theme_split(request, board, pk):
    """A new theme out of this one, with the tags chosen."""
    found = theme_to_edit(request, pk)
    tags = reading.tags_seen(request.user, request.board).filter(theme=found)
    tags = tags.select_related("source", "finding").order_by("-source__opened_on", "pk")
    form = SplitForm(
        request.POST or None,
        instance=Theme(board=request.board),
        board=request.board,
        theme=found,
        tags=tags,
        user=request.user,
    )

    def write(data):
        return service.split_theme(
            theme=found, values=form.values, tags=form.chosen, by=request.user
        )

    return written(
        request,
        form,
        write,
        heading=_("Split %(theme)s") % {"theme": found.name},
        back_url=found.get_absolute_url(),
        submit=_("Make the new theme"),
        done=lambda made: _("%(theme)s was added.") % {"theme": made},
        hint=_(
            "A new theme beside this one. What you tick moves to it; the history "
            "keeps where it came from."
        ),
    )
