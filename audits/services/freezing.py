"""The words of a return as they stand, ready to be kept for good."""

from audits.rules import gaps


def frozen_content(agency_return, steps, answers) -> dict:
    """Everything a reader needs to see the return as it was handed in."""
    round, edition = agency_return.round, agency_return.round.edition
    return {
        "return": agency_return.reference,
        "agency": agency_return.agency.name_en,
        "round": round.reference,
        "title": round.source.title,
        "period": round.period,
        "questionnaire": edition.questionnaire.name_en,
        "edition": edition.label,
        "due_on": agency_return.due_on.isoformat(),
        "answers": [_answer(step, answers.get(step.place)) for step in steps],
    }


def _answer(step, answer) -> dict:
    return _asked(step) | (_said(step, answer) if answer else _nothing())


def _asked(step) -> dict:
    question, block = step.question, step.block
    return {
        "section": str(question.section),
        "key": question.key,
        "number": question.number,
        "kind": question.kind,
        "tags": list(question.tags),
        "text_en": question.text_en,
        "text_cy": question.text_cy,
        "review_reference": block.review_reference if block else "",
        "published_month": _iso(block and block.published_month),
        "block": block.text_en if block else "",
    }


def _said(step, answer) -> dict:
    lacking = gaps(
        step.question, answer, has_evidence=lambda: bool(answer.evidence.all())
    )
    return {
        "answered": True,
        "complete": not lacking,
        "level": _level(answer.level),
        "text": answer.text,
        "yes": answer.yes,
        "amount": None if answer.number is None else str(answer.number),
        "day": _iso(answer.day),
        "position": answer.position,
        "improvement": answer.improvement,
        "not_applicable": answer.not_applicable,
        "not_applicable_reason": answer.not_applicable_reason,
        "carried": answer.carried,
        "version": answer.version,
        "evidence": [_evidence(item) for item in answer.evidence.all()],
    }


def _nothing() -> dict:
    """Unanswered is said as such; it is never nought."""
    return {"answered": False, "complete": False, "level": None, "evidence": []}


def _level(level) -> dict | None:
    if level is None:
        return None
    return {
        "key": level.key,
        "value": level.value,
        "letter": level.letter,
        "word_en": level.word_en,
        "word_cy": level.word_cy,
        "definition_en": level.definition_en,
        "definition_cy": level.definition_cy,
        "colour": level.colour,
        "shape": level.shape,
        "needs_improvement": level.needs_improvement,
    }


def _evidence(item) -> dict:
    return {
        "title": item.title,
        "link": item.link,
        "file": item.document.original_name if item.document else "",
        "sha256": item.document.sha256 if item.document else "",
        "effective_on": _iso(item.effective_on),
        "expires_on": _iso(item.expires_on),
    }


def _iso(day):
    return day.isoformat() if day else None
