"""Requests, agencies' parts and lesson measures on the golden thread."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.one_record import only_reviews
from dissemination.choices import Confirmation
from dissemination.coverage import furthest
from dissemination.models import AgencyPart, LearningRequest, LessonMeasure
from learning.thread import Asked, Node, add_branch, key_of


def requests(asked: Asked):
    """What was asked of agencies because of a source, and how far each is."""
    if asked.source is None:
        return
    rows = LearningRequest.objects.visible_to(asked.user).filter(source=asked.source)
    found = {row.pk: row for row in rows.select_related("board", "group", "source")}
    for row in found.values():
        yield _request(row)
    parts = AgencyPart.objects.visible_to(asked.user).filter(request__in=found)
    for part in parts.select_related("agency").with_counts():
        part.request = found[part.request_id]
        yield _part(part)


def _request(row) -> Node:
    return Node(
        key_of(row),
        _("Request to agencies %(reference)s") % {"reference": row.reference},
        row.title,
        row.get_absolute_url(),
        state=row.get_state_display(),
        facts=[
            (_("From"), str(row.group)),
            (_("Answers due"), date_format(row.due_on)),
        ],
        under=_above(row),
    )


def _above(row) -> tuple[str, ...]:
    above = (key_of(row.source),)
    if row.plan_id:
        return (f"dissemination.disseminationplan:{row.plan_id}", *above)
    return above


def _part(part) -> Node:
    asked = part.request
    signed = [str(kind.label) for kind in Confirmation if kind in part.confirmed]
    facts = [(_("Confirmed"), ", ".join(signed) or _("Nothing yet"))]
    if reached := part.passed_on + part.told:
        facts.append((_("People reached"), str(reached)))
    where = [asked.board.slug, asked.reference, part.pk]
    return Node(
        key_of(part),
        _("Agency"),
        str(part.agency),
        reverse("dissemination:part", args=where),
        level=furthest(part),
        facts=facts,
        under=(key_of(asked),),
    )


def measures(asked: Asked):
    """By what a lesson's effect is shown, before and after."""
    if asked.source is None:
        return
    rows = LessonMeasure.objects.visible_to(asked.user)
    rows = rows.filter(finding__source=asked.source).select_related("agency")
    place = reverse(
        "dissemination:source-measures",
        args=[asked.source.board.slug, asked.source.reference],
    )
    if only_reviews(asked.user, asked.source.board):
        place = ""
    for row in rows:
        facts = [(_("Before"), row.baseline), (_("After"), row.result)]
        yield Node(
            key_of(row),
            _("Impact by %(strand)s") % {"strand": row.get_strand_display().lower()},
            row.instrument,
            place,
            facts=[fact for fact in facts if fact[1]],
            under=(f"learning.finding:{row.finding_id}", key_of(asked.source)),
        )


add_branch(requests)
add_branch(measures)
