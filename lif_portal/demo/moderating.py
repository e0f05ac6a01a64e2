"""A second pair of eyes: moderated ratings, replies, challenge and support."""

from datetime import timedelta

from django.utils import timezone

from audits.choices import ModerationKind
from audits.models import Answer, Clarification, ModerationStep, ScrutinyNote
from audits.steps import levels_of
from lif_portal.demo.answers import executive_of, lead_of
from lif_portal.demo.words import Writer, phrases


def moderate_round(round, people, *, settled: bool) -> None:
    """One rating in fifteen is looked at again; in the open round few so far."""
    rated = Answer.objects.filter(
        agency_return__round=round,
        agency_return__submitted_at__isnull=False,
        level__isnull=False,
    )
    rows = rated.select_related("level", "question__scale", "agency_return")
    steps = []
    for answer in rows.order_by("pk"):
        writer = Writer("moderation", answer.pk)
        if writer.chance(1 / 15 if settled else 1 / 40):
            steps += _steps(answer, people, writer, settled)
    # Steps are append-only and are their own history.
    ModerationStep.objects.bulk_create(steps, batch_size=500)


def _steps(answer, people, writer, settled) -> list[ModerationStep]:
    """Moderated a level lower, replied to, settled."""
    below = [
        level
        for level in levels_of(answer.question)
        if level.value < answer.level.value
    ]
    if not below:
        return []
    said, row = phrases("moderation"), answer.agency_return
    at = row.submitted_at + timedelta(days=9)
    made = [
        (ModerationKind.MODERATED, below[0], "reasons", people.officer),
        (ModerationKind.REPLY, None, "replies", lead_of(people, row)),
        (ModerationKind.FINAL, below[0], "finals", people.officer),
    ]
    return [
        ModerationStep(
            answer=answer,
            kind=kind,
            level=level,
            text=writer.pick(said[bank]),
            by=by,
            at=min(at + timedelta(days=7 * number), timezone.now()),
        )
        for number, (kind, level, bank, by) in enumerate(made if settled else made[:1])
    ]


def talk_about_round(round, people) -> None:
    """Challenge and support the round led to, and questions to agencies."""
    sent = list(round.returns.filter(submitted_at__isnull=False).order_by("pk"))
    if not sent:
        return
    writer = Writer("talk", round.pk)
    for words in phrases("moderation")["notes"]:
        _note(round, writer.pick(sent), words, people)
    _clarify(round, writer.pick(sent), people, writer)


def _note(round, row, words, people) -> None:
    at = row.submitted_at + timedelta(days=12)
    answered = "response" in words
    ScrutinyNote.objects.create(
        round=round,
        board_id=round.board_id,
        agency_id=row.agency_id,
        kind=words["kind"],
        text=words["text"],
        by=people.officer,
        at=min(at, timezone.now()),
        response=words.get("response", ""),
        responded_by=executive_of(people, row) if answered else None,
        responded_at=min(at + timedelta(days=6), timezone.now()) if answered else None,
    )


def _clarify(round, row, people, writer) -> None:
    """A question of the officer; in rounds that are over the agency answered it."""
    said, answer = phrases("moderation"), row.answers.first()
    place = {"agency_return": row, "question": answer.question, "block": answer.block}
    at = min(row.submitted_at + timedelta(days=2), timezone.now())
    Clarification.objects.create(
        **place,
        text=writer.pick(said["messages"]),
        from_board=True,
        by=people.officer,
        at=at,
    )
    if round.released_at:
        Clarification.objects.create(
            **place,
            text=writer.pick(said["answers"]),
            by=lead_of(people, row),
            at=at + timedelta(days=3),
            settled_at=at + timedelta(days=4),
        )
