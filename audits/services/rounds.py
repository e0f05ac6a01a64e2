"""A round from preparing to closing: one edition asked of many agencies at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import ReturnKindChoices, RoundState
from audits.models import Edition, Questionnaire, Round
from audits.services.asking import make_returns
from audits.services.blocks import put_blocks
from audits.services.editions import issue_edition
from audits.steps import count_steps
from boards.models import Agency
from learning.choices import SourceAudience, SourceKindChoices
from learning.models import LearningSource, StageEvent

KINDS = {
    ReturnKindChoices.PARTNER_ANNUAL_REPORT: SourceKindChoices.PARTNER_REPORT,
    ReturnKindChoices.ASSURANCE_REPORT: SourceKindChoices.PARTNER_REPORT,
    ReturnKindChoices.LEARNING_AND_DEVELOPMENT_AUDIT: SourceKindChoices.WORKFORCE,
}
OF_THE_ROUND = [
    "edition",
    "period",
    "opens_on",
    "due_on",
    "event_on",
    "moderator",
    "executive_sign_off",
]
# What an issued round may still be told: agencies were asked the rest.
AFTER_ISSUE = ["event_on", "moderator"]


@transaction.atomic
def prepare_round(
    *,
    questionnaire: Questionnaire,
    edition: Edition,
    period: str,
    title: str,
    opens_on,
    due_on,
    by,
    event_on=None,
    moderator=None,
    executive_sign_off=True,
    agencies=(),
    sectors=(),
) -> Round:
    """A draft only officers see. Asks the agencies given and those of the sectors.

    Raises ValidationError for dates out of order or another questionnaire's edition.
    """
    board = questionnaire.board
    round = Round(board=board)
    values = {
        "edition": edition,
        "period": period,
        "opens_on": opens_on,
        "due_on": due_on,
        "event_on": event_on,
        "moderator": moderator,
        "executive_sign_off": executive_sign_off,
    }
    _fill(round, values, OF_THE_ROUND)
    _must_fit(round, questionnaire)
    round.source = _spine(questionnaire, title, moderator, opens_on, by)
    round.previous = previous_round(round)
    _save(round, by)
    round.asked.set(chosen(board, agencies=agencies, sectors=sectors))
    return round


def _fill(round, values, names):
    for name in names:
        if name in values:
            setattr(round, name, values[name])


def _must_fit(round, questionnaire):
    problems = {}
    if round.edition.questionnaire_id != questionnaire.pk:
        problems["edition"] = _("Choose an edition of this questionnaire.")
    if not round.period.strip():
        problems["period"] = _("Say which year or period the round is about.")
    if round.due_on < round.opens_on:
        problems["due_on"] = _("The due date is before the round opens.")
    if round.event_on and round.event_on < round.due_on:
        problems["event_on"] = _("The event is before the returns are due.")
    if problems:
        raise ValidationError(problems)


def _spine(questionnaire, title, moderator, opens_on, by) -> LearningSource:
    """The round's row among the board's sources; hidden until it is issued."""
    board = questionnaire.board
    source = LearningSource(
        board=board,
        kind=kind_of(questionnaire),
        source_type=questionnaire.source_type,
        framework_edition=board.framework_edition,
        title=title,
        strand=questionnaire.strand,
        lead_group=moderator if moderator and not moderator.restricted else None,
        audience=SourceAudience.BUSINESS_UNIT,
        opened_on=min(opens_on, timezone.localdate()),
        created_by=by,
    )
    _save(source, by)
    StageEvent.objects.create(source=source, to_stage=source.stage, by=by)
    return source


def kind_of(questionnaire: Questionnaire) -> SourceKindChoices:
    """Which kind of learning a questionnaire's answers are."""
    return KINDS.get(questionnaire.return_kind, SourceKindChoices.SELF_ASSESSMENT)


def previous_round(round: Round) -> Round | None:
    """The last issued round of the same questionnaire that was due before this."""
    earlier = Round.objects.filter(
        edition__questionnaire=round.edition.questionnaire_id, due_on__lt=round.due_on
    )
    earlier = earlier.exclude(state=RoundState.DRAFT).exclude(pk=round.pk)
    return earlier.order_by("-due_on", "-pk").first()


def chosen(board, *, agencies=(), sectors=()) -> list[Agency]:
    """Agencies to ask: those named and every present one of the sectors.

    Raises ValidationError for an agency that is not on the board today.
    """
    serving = {agency.pk: agency for agency in Agency.objects.serving(board)}
    named = {agency.pk for agency in agencies}
    if named - serving.keys():
        raise ValidationError({"agencies": _("An agency is no longer on the board.")})
    wanted = set(sectors)
    return [a for pk, a in serving.items() if pk in named or a.sector in wanted]


def _save(record, by):
    record._history_user = by
    record.save()


@transaction.atomic
def update_round(*, round: Round, values: dict, by) -> Round:
    """Change a draft; of an issued round only title, event and moderator.

    `values` may hold agencies and sectors. Raises ValidationError as preparing does.
    """
    locked = lock(round)
    draft = locked.state == RoundState.DRAFT
    _fill(locked, values, OF_THE_ROUND if draft else AFTER_ISSUE)
    _must_fit(locked, locked.edition.questionnaire)
    if draft:
        locked.previous = previous_round(locked)
    _save(locked, by)
    _retitle(locked, values, by)
    if draft and {"agencies", "sectors"} & values.keys():
        named, sectors = values.get("agencies", ()), values.get("sectors", ())
        locked.asked.set(chosen(locked.board, agencies=named, sectors=sectors))
    return locked


def _retitle(locked, values, by):
    source, moderator = locked.source, locked.moderator
    source.title = values.get("title", source.title)
    source.lead_group = moderator if moderator and not moderator.restricted else None
    _save(source, by)


def lock(round: Round) -> Round:
    """The round as it stands, held until the transaction ends."""
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related(
        "source", "board", "edition__questionnaire", "moderator"
    ).get(pk=round.pk)


@transaction.atomic
def issue_round(*, round: Round, by, agencies=None) -> Round:
    """Freeze the edition and make one return an agency, all or nothing.

    The number of queries is the same for 10 and for 25,000 agencies; answers are
    made when agencies save them. Asked again it changes nothing. Raises
    ValidationError with no agency to ask.
    """
    locked = lock(round)
    if locked.state != RoundState.DRAFT:
        return locked
    named = locked.asked.all() if agencies is None else agencies
    asked = chosen(locked.board, agencies=named)
    if not asked:
        raise ValidationError(_("Choose at least one agency to ask."))
    issue_edition(edition=locked.edition, by=by)
    put_blocks(locked)
    if not count_steps(locked):
        raise ValidationError(_("The questionnaire asks nothing yet."))
    _open(locked, by)
    make_returns(round=locked, agencies=asked, by=by)
    return locked


def _open(locked, by):
    locked.state, locked.issued_by = RoundState.OPEN, by
    locked.issued_at = timezone.now()
    locked.previous = previous_round(locked)
    _save(locked, by)
    locked.source.audience = SourceAudience.BOARD
    _save(locked.source, by)


@transaction.atomic
def close_round(*, round: Round, by) -> Round:
    """Take no more answers; what was written is kept. Raises ValidationError."""
    locked = lock(round)
    if locked.state == RoundState.DRAFT:
        raise ValidationError(_("A round that was not issued cannot be closed."))
    if locked.state == RoundState.OPEN:
        locked.state = RoundState.CLOSED
        _save(locked, by)
    return locked


@transaction.atomic
def discard_round(*, round: Round, by) -> None:
    """Throw a draft away. Raises ValidationError once issued."""
    locked = lock(round)
    if locked.state != RoundState.DRAFT:
        raise ValidationError(_("This round was issued and stays as it is."))
    source = locked.source
    locked.items.all().delete()
    locked._history_user = source._history_user = by
    locked.delete()
    source.delete()
