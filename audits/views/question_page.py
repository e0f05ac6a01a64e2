"""What the page of one question shows."""

import secrets

from django.shortcuts import render

from audits.forms.answering import AnswerForm, EvidenceForm
from audits.models import Clarification
from audits.services.changes import reworded
from audits.services.drafts import drafts_of, to_restore
from audits.services.parking import page_key
from audits.services.submitting import gaps_of
from audits.values import AnswerValues

OFFERED_FIRST = 10  # items of the library; the others open on request


def question_page(request, place, *, form=None, evidence_form=None):
    """Render a question: as stored, as restored from a draft, or with errors."""
    drafts = drafts_of(user=request.user, **place.where)
    restored = to_restore(drafts) if place.may_edit and form is None else None
    shown_already = form.data.get("page") if form else None
    context = _asked(place) | _said(place, form, restored)
    context |= _page(request, place, form, restored)
    context |= _evidence(request, place, evidence_form)
    context |= {
        "place": place,
        "agency_return": place.agency_return,
        "may_edit": place.may_edit,
        "drafts": [
            draft
            for draft in drafts
            if draft != restored and draft.page != shown_already
        ],
        "restored": restored,
        "thread": _thread(request, place),
    }
    return render(request, "audits/return_question.html", context)


def _asked(place) -> dict:
    question = place.question
    before, after, number, total = place.neighbours()
    written = {row.level_id: row.text for row in question.descriptors.all()}
    items = place.agency_return.round.items.filter(question=question)
    return {
        "question": question,
        "review": place.block,
        "levels": [(level, written.get(level.pk)) for level in place.levels],
        "priorities": [] if place.block else list(items),
        "before": before and place.beside(before),
        "after": after and place.beside(after),
        "number": number,
        "total": total,
    }


def _said(place, form, restored) -> dict:
    """What the fields hold, and last round's words beside them."""
    answer = place.answer
    if form is not None:
        typed = form.data
    elif restored:
        typed = restored.values
    else:
        typed = (AnswerValues.of(answer) if answer else AnswerValues()).as_typed()
    checked = form or AnswerForm(typed, question=place.question, levels=place.levels)
    before = answer.carried_from if answer else None
    return {
        "answer": answer,
        "typed": typed,
        "errors": checked.errors if form or restored else {},
        "last_time": before,
        "is_reworded": before and reworded(before.question, place.question),
        "gaps": gaps_of(place.step, answer),
    }


def _page(request, place, form, restored) -> dict:
    """Hidden fields: whose page it is, and which version it started from."""
    if form is not None:  # the same page goes on
        kept = {name: form.data.get(name, "") for name in ("page", "version", "draft")}
        token = kept["page"]
    else:
        token = secrets.token_hex(8)
        version = place.answer.version if place.answer else 0
        kept = {
            "version": restored.version if restored else version,
            "draft": restored.pk if restored else "",
        }
    key = page_key(user=request.user, **place.where, page=token)
    return {"hidden": kept | {"page": token, "page_key": key}}


def _evidence(request, place, form) -> dict:
    links = []
    if place.answer:
        links = list(place.answer.evidence_links.select_related("evidence__document"))
    if not place.may_edit:
        return {"evidence_links": links}
    form = form or EvidenceForm(user=request.user, agency=place.agency_return.agency)
    there = {link.evidence_id for link in links}
    offered = form.fields["library"].queryset
    library = [one for one in offered if one.pk not in there]
    library.sort(key=lambda one: one.is_expired)
    chosen = _numbers(form.data.getlist("library")) if form.is_bound else set()
    return {
        "evidence_links": links,
        "evidence_form": form,
        "library": library[:OFFERED_FIRST],
        "more_library": library[OFFERED_FIRST:],
        "chosen": chosen,
    }


def _numbers(texts) -> set[int]:
    return {int(text) for text in texts if text.isdecimal()}


def _thread(request, place):
    thread = Clarification.objects.visible_to(request.user).filter(
        agency_return=place.agency_return, question=place.question, block=place.block
    )
    return list(thread.select_related("by"))
