"""Questionnaires and their editions as a pack, or an import, words them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audits.choices import EditionState
from audits.content import Content, both, content_from_facts
from audits.models import Edition, Questionnaire
from audits.services.contents import content_of, write_content
from boards.models import Group
from frameworks.schema import QuestionnaireFacts
from learning.models import LoadedRow, SourceType
from learning.services.loading import Effect

TABLE = "questionnaires"
LINKS = {"source_type": SourceType, "approver": Group, "moderator": Group}


@dataclass(frozen=True)
class Loaded:
    """What one load did. `edition` is the newest; `new_edition` if it was made."""

    questionnaire: Questionnaire
    edition: Edition
    effect: Effect
    new_edition: bool = False


@transaction.atomic
def load_questionnaire(*, board, facts: QuestionnaireFacts, scales, by=None) -> Loaded:
    """Bring a questionnaire to what a pack (nobody) or a person's import says.

    The same content changes nothing. Other content rebuilds a newest edition that is
    a draft, or starts a draft that follows an issued one. A pack never overwrites
    what the board edited since the last load; a person's import changes words only,
    never who agrees or moderates. Raises ValidationError for content that cannot be.
    """
    content = content_from_facts(facts, scales)
    rows = board.questionnaires.select_for_update()
    questionnaire = rows.filter(key=facts.key).first()
    if questionnaire is None:
        questionnaire = _add(board, facts, by)
        label = facts.edition
        edition = new_edition(questionnaire, label, content, follows=None, by=by)
        if by is None:
            _remember(facts, content.fingerprint, questionnaire, None)
        return Loaded(questionnaire, edition, Effect.ADD, new_edition=True)
    if by is None:
        return _reload(questionnaire, facts, content)
    return _take(questionnaire, facts.edition, content, by)


def _said(facts) -> dict:
    """What the pack says of the questionnaire itself; links by key."""
    return {
        **both("name", facts.name),
        "return_kind": facts.return_kind.value,
        "source_type": facts.source_type,
        "strand": facts.strand.value,
        "legal_basis": facts.legal_basis,
        "cycle_months": facts.cycle_months,
        "cycle_unverified": facts.cycle_unverified,
        "consulted_with": facts.consulted_with,
        "approver": facts.agreed_by,
        "moderator": facts.moderated_by,
        "analysed_at": facts.analysed_at.en,
        "executive_sign_off": facts.executive_sign_off,
        "sectors": [sector.value for sector in facts.sectors],
        "export_columns": [
            both("heading", column.heading) | {"attribute": column.attribute}
            for column in facts.export_columns
        ],
    }


def _add(board, facts, by):
    questionnaire = Questionnaire(board=board, key=facts.key)
    _set(questionnaire, _said(facts))
    questionnaire._history_user = by
    questionnaire.save()
    return questionnaire


def _set(questionnaire, values):
    for name, value in values.items():
        if name in LINKS:
            value = _linked(questionnaire.board_id, name, value)
        setattr(questionnaire, name, value)


def _linked(board_id, name, key):
    return LINKS[name].objects.filter(board_id=board_id, key=key).first()


def _now(questionnaire, name):
    value = getattr(questionnaire, name)
    return (value.key if value else "") if name in LINKS else value


def newest(questionnaire) -> Edition | None:
    """The edition with the highest number, locked until the transaction ends."""
    rows = questionnaire.editions.select_for_update(of=("self",))
    return rows.order_by("-number").first()


def new_edition(questionnaire, label, content: Content, *, follows, by) -> Edition:
    """A draft edition of these words, numbered after the newest."""
    number = follows.number + 1 if follows else 1
    if follows and label == follows.label:
        label = _("%(label)s, edition %(number)s") % {"label": label, "number": number}
    edition = Edition(
        questionnaire=questionnaire, number=number, label=label[:60], follows=follows
    )
    edition._history_user = by
    for name, text in content.introduction.items():
        setattr(edition, name, text)
    edition.save()
    write_content(edition, content)
    return edition


def _take(questionnaire, label, content, by) -> Loaded:
    """Words a person decided for: they replace a draft, never an issued edition."""
    edition = newest(questionnaire)
    if edition and content_of(edition).fingerprint == content.fingerprint:
        return Loaded(questionnaire, edition, Effect.LEAVE)
    if edition is None or edition.state == EditionState.ISSUED:
        edition = new_edition(questionnaire, label, content, follows=edition, by=by)
        return Loaded(questionnaire, edition, Effect.CHANGE, new_edition=True)
    write_content(edition, content)
    edition.label, edition._history_user = label[:60], by
    edition.save()
    return Loaded(questionnaire, edition, Effect.CHANGE)


def _reload(questionnaire, facts, content) -> Loaded:
    rows = LoadedRow.objects.filter(board=questionnaire.board_id, table=TABLE)
    before = rows.filter(key=facts.key).first()
    said = before.said if before else {"facts": {}, "content": ""}
    effect = _reload_facts(questionnaire, _said(facts), said["facts"])
    words = _reload_content(questionnaire, facts.edition, content, said["content"])
    kept = words.effect is Effect.KEEP
    remembered = said["content"] if kept else content.fingerprint
    _remember(facts, remembered, questionnaire, before)
    for one in (Effect.CHANGE, Effect.KEEP):
        if one in (effect, words.effect):
            return Loaded(questionnaire, words.edition, one, words.new_edition)
    return words


def _reload_facts(questionnaire, said, before) -> Effect:
    """Field by field: the pack's news where the board left its last word alone."""
    if said == before:
        return Effect.LEAVE
    differing = {n: v for n, v in said.items() if _now(questionnaire, n) != v}
    news = {
        n: v for n, v in differing.items() if _now(questionnaire, n) == before.get(n)
    }
    if news:
        _set(questionnaire, news)
        questionnaire.save()
        return Effect.CHANGE
    return Effect.KEEP if differing else Effect.LEAVE


def _reload_content(questionnaire, label, content, before: str) -> Loaded:
    if content.fingerprint == before:
        edition = questionnaire.editions.order_by("-number").first()
        return Loaded(questionnaire, edition, Effect.LEAVE)
    edition = newest(questionnaire)
    if edition and edition.state == EditionState.DRAFT:
        now = content_of(edition).fingerprint
        if now not in (before, content.fingerprint):
            return Loaded(questionnaire, edition, Effect.KEEP)
    return _take(questionnaire, label, content, by=None)


def _remember(facts, fingerprint: str, questionnaire, before) -> None:
    """Keep what the pack said. No history: it is the record of one."""
    said = {"facts": _said(facts), "content": fingerprint}
    if before and before.said == said:
        return
    board = questionnaire.board
    row = before or LoadedRow(board=board, table=TABLE, key=facts.key)
    row.row_id, row.said = questionnaire.pk, said
    row.save()
