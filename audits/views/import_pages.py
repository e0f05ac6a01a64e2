"""What the preview of each kind of upload shows."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from audits.choices import ImportKind, ImportState
from audits.forms.importing import MeaningForm, scale_choices
from audits.forms.returns import TAGS
from audits.importing.grid import Problem
from audits.importing.scales import FOUND, known_scales
from audits.models import ImportBatch
from audits.services import importing, offline, outside_results
from boards.lists import paginate

MOST_SHOWN = 200  # problems: a file with more needs another look as a whole


def batch_url(batch, name="import-preview") -> str:
    """An address of an upload."""
    return reverse(f"audits:{name}", args=[batch.board.slug, batch.pk])


def waiting(request, kind, target=None):
    """Uploads of one kind that nobody has decided on, newest first."""
    rows = ImportBatch.objects.visible_to(request.user).filter(
        board=request.board,
        kind=kind,
        state__in=[ImportState.READING, ImportState.PREVIEW, ImportState.COMMITTING],
    )
    rows = rows if target is None else rows.filter(target=target)
    return list(rows.select_related("brought_by").defer("rows", "problems")[:10])


def _addresses(batch) -> dict:
    return {
        name: batch_url(batch, f"import-{name}")
        for name in ("columns", "choose", "commit", "discard")
    }


def _shared(batch, reading) -> dict:
    return {
        "batch": batch,
        "reading": reading,
        "errors": _shown_of([one for one in reading.problems if one.is_error]),
        "remarks": _shown_of([one for one in reading.problems if not one.is_error]),
        "address": _addresses(batch),
    }


def _shown_of(problems) -> list[Problem]:
    """As many as a person reads; how many more there are."""
    more = len(problems) - MOST_SHOWN
    if more <= 0:
        return problems
    what = _("%s more of these are not shown.") % more
    todo = _("Put these right first, then upload the file again.")
    return [*problems[:MOST_SHOWN], Problem(_("Whole file"), what, todo)]


def state_page(request, batch):
    """An upload there is nothing to decide about: on its way, or over."""
    context = {
        "batch": batch,
        "remarks": importing.kept_problems(batch),
        "address": _addresses(batch),
        "given_up": batch.state == ImportState.COMMITTING
        and importing.job_failed(batch),
        "back": _state_back(batch),
    }
    return render(request, "audits/import_state.html", context)


def _state_back(batch):
    """What an upload was for: its round, its return, or the list."""
    if batch.kind == ImportKind.OUTSIDE_RESULTS:
        return outside_results.round_of(batch)
    return batch.agency_return


def questionnaire_page(request, batch):
    """Sections, questions, levels and descriptions as they would be made."""
    edition = importing.newest_edition(batch)
    reading = importing.read_questionnaire_batch(batch, edition)
    earlier = {}
    if edition:
        earlier = dict(edition.questions.values_list("key", "text_en"))
    context = _shared(batch, reading) | {
        "sections": [
            (part, [_row(one, reading, earlier) for one in part.questions])
            for part in reading.sections
        ],
        "edition": edition,
        "replaces_draft": edition and not edition.is_frozen,
        "gone": _gone(reading, earlier),
        "scales": scale_choices(known_scales(batch.board)),
        "rates": batch.settings.get("rates", FOUND),
        "left_out": batch.settings.get("left_out", []),
    }
    return render(request, "audits/import_preview.html", context)


def _row(question, reading, earlier) -> dict:
    """A question, where it stands, and how it compares with the last edition."""
    before = earlier.get(question.key)
    return {
        "question": question,
        "where": reading.places[question.key],
        "tags": [TAGS[tag] for tag in question.tags],
        "is_new": bool(earlier) and before is None,
        "before": before if before and before != question.text.en else "",
    }


def _gone(reading, earlier) -> list[str]:
    """Questions of the last edition that this one would not ask."""
    asked = {question.key for question in reading.questions}
    return [text for key, text in earlier.items() if key not in asked]


def results_page(request, batch):
    """Ratings by agency, and words nobody here goes by."""
    round = outside_results.round_of(batch)
    known = outside_results.known_in(round)
    reading = outside_results.read_results_batch(batch, round)
    form = _meanings(batch, reading, known)
    names = {key: words[0] for key, words in known.agencies.items()}
    brought = [(names[agency], rows) for agency, rows in reading.by_agency.items()]
    page = paginate(request, brought)
    page.object_list = [
        (name, [_shown(one, known) for one in rows]) for name, rows in page.object_list
    ]
    context = _shared(batch, reading) | {
        "round": round,
        "form": form if form.fields else None,
        "page": page,
        "left_alone": [names[agency] for agency in reading.left_alone],
        "meanings_given": any(
            batch.settings.get(kind) for kind in ("agency", "question", "rating")
        ),
    }
    return render(request, "audits/import_results_preview.html", context)


def _shown(result, known) -> dict:
    text, _cy, number, *_rest = known.questions[result.question]
    words = known.ratings[result.question][result.rating]
    return {
        "number": number,
        "text": text,
        "rating": words[1],
        "position": result.position,
        "where": result.where,
    }


def _meanings(batch, reading, known, data=None) -> MeaningForm:
    ratings = {
        key: words[1] for rows in known.ratings.values() for key, words in rows.items()
    }
    names = {
        "agency": {key: words[0] for key, words in known.agencies.items()},
        "question": {key: words[4] for key, words in known.questions.items()},
        "rating": ratings,
    }
    return MeaningForm(data, unknown=reading.unknown, names=names)


def choose_posted(request, batch) -> dict:
    """What the posted page says, as settings of the upload."""
    if batch.kind == ImportKind.OUTSIDE_RESULTS:
        return _posted_meanings(request, batch)
    if batch.kind != ImportKind.QUESTIONNAIRE:
        return {}
    offered = dict(scale_choices(known_scales(batch.board)))
    chosen = {}
    if request.POST.get("rates") in offered:
        chosen["rates"] = request.POST["rates"]
    if "bring_back" in request.POST:
        return chosen | {"left_out": []}
    left = [*batch.settings.get("left_out", []), *request.POST.getlist("leave_out")]
    kept = [place.replace("\0", "")[:200] for place in left]  # JSON takes no NUL
    return chosen | {"left_out": kept[:2000]}


def _posted_meanings(request, batch) -> dict:
    """Words given a meaning now, beside those given one before."""
    if "forget" in request.POST:
        return {"agency": {}, "question": {}, "rating": {}}
    round = outside_results.round_of(batch)
    reading = outside_results.read_results_batch(batch, round)
    form = _meanings(batch, reading, outside_results.known_in(round), request.POST)
    if not form.is_valid():
        return {}
    return {
        kind: batch.settings.get(kind, {}) | said
        for kind, said in form.chosen().items()
    }


def answers_page(request, batch):
    """Answer by answer: what is online, what the file says, whose words stay."""
    comparison = offline.compare_batch(batch, request.user)
    context = _shared(batch, comparison) | {"agency_return": batch.agency_return}
    return render(request, "audits/import_answers.html", context)


PAGES = {
    ImportKind.QUESTIONNAIRE: questionnaire_page,
    ImportKind.OUTSIDE_RESULTS: results_page,
    ImportKind.OFFLINE_ANSWERS: answers_page,
}
