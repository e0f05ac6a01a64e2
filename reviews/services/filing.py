"""An agency files its own learning: an inspection of it, its own review or audit."""

from django.db import IntegrityError, transaction

from frameworks.reviews import ReviewType
from frameworks.vocabulary import Clock
from learning.choices import FindingLevel, SourceAudience
from learning.services.findings import add_finding
from learning.services.stages import advance, moves_of
from learning.services.versions import save_version
from reviews.models import Inspection, ProgressNote, Review
from reviews.services.opening import open_review

# How far a filed item goes by what was told: stage, and the day it is entered.
WAYS = {
    "inspection": (
        ("visit", Clock.NOTICE_RECEIVED),
        ("outcome", Clock.VISIT_ENDED),
        ("action_plan", Clock.OUTCOME_RECEIVED),
    ),
    "single_agency_review": (("report", Clock.REPORT_RECEIVED),),
}
OUTCOME_TOLD = {"inspection": Clock.OUTCOME_RECEIVED}


@transaction.atomic
def file_item(
    *, board, kind: ReviewType, agency, values: dict, groups, dates: dict, by,
    inspection: dict | None = None, finding: dict | None = None, sent_once=None,
) -> Review:  # fmt: skip
    """Open what an agency files, read by the chosen groups only (CTM-30, CTM-36).

    `values` holds title, summary, strand, methodology, what_will_be_done. The same
    form sent twice files one item. Raises ValidationError for a day to come.
    """
    values = dict(values)
    methodology = values.pop("methodology")
    review = open_review(
        board=board,
        kind=kind,
        values={
            **values,
            "owner_agency": agency,
            "lead_agency": agency,
            "lead_group": group_to_lead(kind, groups),
            "shared_with": groups,
        },
        dates=dates,
        by=by,
        sent_once=sent_once,
        audience=SourceAudience.GROUP,
    )
    if review.source.methodology:
        return review  # this form was sent before
    _say_how(review.source, methodology, by)
    if inspection is not None:
        _inspected(review, agency, inspection, by)
    if finding:
        add_finding(source=review.source, values=_of(agency, finding), by=by)
    _walk(review.source, kind, dates, by)
    return review


def group_to_lead(kind: ReviewType, groups):
    """The group the type belongs to when it was chosen, else the first chosen."""
    groups = list(groups)
    usual = [group for group in groups if group.key == kind.lead_group]
    return next(iter(usual + groups))


def _of(agency, finding) -> dict:
    return {**finding, "level": FindingLevel.SINGLE_AGENCY, "agency": agency}


def _say_how(source, methodology, by):
    source.methodology, source._history_user = methodology, by
    source.save(update_fields=["methodology"])


def _inspected(review, agency, values, by):
    row = Inspection(review=review, provider=agency, **values)
    row._history_user = by
    row.save()


def _walk(source, kind, dates, by):
    """On to where it stands by what was told: nobody moves it by hand."""
    told = OUTCOME_TOLD.get(kind.process, Clock.REPORT_RECEIVED)
    if not dates.get(told):
        return
    for stage, clock in WAYS[kind.process]:
        source.refresh_from_db()
        if not any(way.to == stage and way.is_open for way in moves_of(source)):
            return
        advance(source=source, to=stage, by=by, on=dates.get(clock) or dates[told])


@transaction.atomic
def change_filed(
    *, review: Review, kind: ReviewType, values: dict, version: int, by
) -> Review:
    """Change what the item says and which groups read it. The group that leads stays
    while it is among them. Raises StaleVersion where somebody saved since."""
    groups = list(values["shared_with"])
    if review.source.lead_group not in groups:
        values = {**values, "lead_group": group_to_lead(kind, groups)}
    save_version(record=review.source, values=values, version=version, by=by)
    return review


def report_progress(
    *, review: Review, group, text: str, by, sent_once=None
) -> ProgressNote:
    """Tell one group how it goes on (CTM-36). The same form sent twice tells once."""
    try:
        with transaction.atomic():
            return ProgressNote.objects.create(
                review=review, group=group, text=text, by=by, sent_once=sent_once
            )
    except IntegrityError:
        made = ProgressNote.objects.filter(review=review, by=by, sent_once=sent_once)
        if sent_once is None or not made.exists():
            raise
        return made.get()
