"""What a board makes of a panel's report: its own source, and campaigns on trends."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deaths.models import Campaign, ReceivedReport, Release
from deaths.services.years import first_day
from learning.choices import SourceAudience, SourceKindChoices
from learning.models import LearningSource, Recommendation, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.sources import IDENTIFIED
from learning.services.versions import save_version


def receive_report(
    *, board, title, year, from_body, received_on, lead_group, by, summary="",
    sent_once=None,
) -> ReceivedReport:  # fmt: skip
    """A report came in. It becomes a source of the board's own, from which learning is
    extracted (SOL-19). The same form sent twice makes one."""
    first_day(year)
    if lead_group.restricted:
        raise ValidationError({"lead_group": _("Choose a group that all may know.")})
    values = {"title": title, "summary": summary, "opened_on": received_on}
    told = {"year": year, "from_body": from_body, "received_on": received_on}
    try:
        with transaction.atomic():
            return _receive(board, lead_group, values, told, by, sent_once)
    except IntegrityError:
        return made_before(LearningSource, sent_once, by).death_report


def _receive(board, lead_group, values, told, by, sent_once=None):
    kind = SourceKindChoices.CHILD_DEATH_REVIEW
    types = SourceType.objects.filter(board=board, kind=kind)
    source = LearningSource(
        board=board,
        kind=kind,
        source_type=types.filter(restricted_to__isnull=True).first(),
        lead_group=lead_group,
        audience=SourceAudience.BOARD,
        strand="child",
        framework_edition=board.framework_edition,
        stage=IDENTIFIED,
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(source=source, to_stage=IDENTIFIED, by=by)
    report = ReceivedReport(source=source, board=board, **told)
    report._history_user = by
    report.save()
    return report


@transaction.atomic
def receive_release(*, release, board, lead_group, received_on, by) -> ReceivedReport:
    """Take a release as the board's own report, each of its recommendations with it,
    to be issued, replied to and acted on there (HAR-21). A second time gives the
    first back."""
    Release.objects.select_for_update().get(pk=release.pk)
    if known := ReceivedReport.objects.filter(release=release, board=board).first():
        return known
    if lead_group.restricted:
        raise ValidationError({"lead_group": _("Choose a group that all may know.")})
    if not release.boards.filter(pk=board.pk).exists():
        raise ValidationError(_("It went to single groups, not to the whole board."))
    years = [one["year"] for one in release.content.get("years", [])]
    report = _receive(
        board,
        lead_group,
        {"title": release.title, "summary": release.words, "opened_on": received_on},
        {
            "year": years[-1] if years else "",
            "from_body": release.panel.group.name_en,
            "received_on": received_on,
            "release": release,
        },
        by,
    )
    _copy_recommendations(release, report.source, by)
    return report


def _copy_recommendations(release, source, by) -> None:
    asked = [
        one for year in release.content["years"] for one in year["recommendations"]
    ]
    for number, one in enumerate(asked, start=1):
        row = Recommendation(
            board=source.board,
            source=source,
            number=number,
            text=one["text"],
            addressee=one["to"],
            created_by=by,
        )
        row._history_user = by
        row.save()


def add_campaign(*, release, board, by, sent_once=None, **values) -> Campaign:
    """What was done about a trend, and its reach (SOM-15)."""
    made = Campaign(
        release=release, board=board, created_by=by, sent_once=sent_once, **values
    )
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        return made_before(Campaign, sent_once, by)
    return made


def edit_campaign(*, campaign, values: dict, version: int, by) -> Campaign:
    return save_version(record=campaign, values=values, version=version, by=by)
