"""The board's own principles: kept or not, with evidence or the reason."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frameworks.packs import load_pack
from reviews.conditions import principles_answered
from reviews.forms.principles import PrinciplesForm, items_of, met_of
from reviews.guards import working_review_or_404
from reviews.models import PrincipleAnswer
from reviews.rules import may_write, require_write
from reviews.services.questions import answer_principles
from reviews.views.work import Writing, address, gone_to, page


@require_http_methods(["GET", "POST"])
def principles(request, board, reference):
    """Each principle of the board's framework, asked of this review (CTM-8, WOL-7)."""
    found = working_review_or_404(request, reference)
    if request.method == "POST":
        require_write(request.user, found)
    own = load_pack(found.board.pack).board.principles
    rows = PrincipleAnswer.objects.visible_to(request.user).filter(review=found)
    items = items_of(own, rows)
    form = PrinciplesForm(request.POST or None, items=items, user=request.user)
    writing = Writing(request, found, form, "principles")
    if writing.saved(lambda form: _write(form, found, own, request.user)):
        return gone_to(request, address(found, "principles"))
    return page(
        request,
        found,
        "reviews:principles",
        heading=_("Principles"),
        template="reviews/principles.html",
        asked=bool(own),
        answers=form.shown,
        missing=principles_answered(found.source),
        **(writing.context if may_write(request.user, found) else {}),
    )


def _write(form, review, own, by):
    answers = {
        int(number): (version, {"met": met_of(answer), "evidence": words})
        for number, (version, answer, words) in form.answers.items()
    }
    texts = {principle.number: principle.text.en for principle in own}
    answer_principles(review=review, texts=texts, answers=answers, by=by)
