"""Writes briefings: begun from a record, written, shared, opened, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.unsaved import forget_typed
from dissemination.briefing_headings import TEMPLATES, Heading, Start
from dissemination.choices import BriefingKind, BriefingState
from dissemination.models import Briefing
from learning.choices import FindingKind
from learning.identifiers import Hit, found_in
from learning.models import Recommendation, ReportTemplate
from learning.services.second_reading import require_nobody_named
from learning.services.sent_once import made_before
from learning.services.versions import StaleVersion, save_version


@transaction.atomic
def begin_briefing(
    *, board, source, kind: str, title: str, group, findings, headings, sent_once, by
) -> Briefing:
    """A draft whose boxes begin with the words of the chosen findings.

    The same form sent twice is one briefing. Raises ValidationError where the board
    has no headings for the kind.
    """
    if Briefing.objects.filter(sent_once=sent_once).exists():
        return made_before(Briefing, sent_once, by)
    if not headings:
        raise ValidationError(_("The board has no headings for this kind yet."))
    made = Briefing(
        board=board, reference=Briefing.new_reference(), kind=kind, title_en=title,
        source=source, group=group, sent_once=sent_once, created_by=by, written_by=by,
        sections=starting_sections(headings, source, findings, by),
    )  # fmt: skip
    made._history_user = by
    made.save()
    made.findings.set(findings)
    return made


def starting_sections(headings: list[Heading], source, findings, by) -> list[dict]:
    """One box a heading, filled with what it begins with; no finding is left out."""
    words = _words_of(source, list(findings), by)
    starts = [heading.starts for heading in headings]
    if Start.LESSONS not in starts and "" in starts:
        starts[starts.index("")] = Start.LESSONS
    if Start.GOOD_PRACTICE not in starts:
        both = [words[Start.LESSONS], words[Start.GOOD_PRACTICE]]
        words[Start.LESSONS] = "\n".join(filter(None, both))
    return [
        {
            "key": heading.key,
            "heading_en": heading.en,
            "heading_cy": heading.cy,
            "text_en": words.get(start, ""),
            "text_cy": "",
        }
        for heading, start in zip(headings, starts, strict=True)
    ]


def _words_of(source, findings, by) -> dict[str, str]:
    good = [one for one in findings if one.kind == FindingKind.GOOD_PRACTICE]
    rest = [one for one in findings if one.kind != FindingKind.GOOD_PRACTICE]
    asked = Recommendation.objects.visible_to(by).filter(findings__in=findings)
    return {
        Start.SUMMARY: source.summary if source else "",
        Start.LESSONS: _listed(one.text for one in rest),
        Start.GOOD_PRACTICE: _listed(one.text for one in good),
        Start.RECOMMENDATIONS: _listed(
            asked.order_by("number").distinct().values_list("text", flat=True)
        ),
    }


def _listed(texts) -> str:
    return "\n".join(f"• {text.strip()}" for text in texts)


@transaction.atomic
def write_briefing(
    *, briefing: Briefing, titles: dict, texts: dict, current: bool, version: int, by
) -> Briefing:
    """Save its words: `texts` by (key of the box, language). Words that change after
    it was opened take it from the public until somebody checks it again.

    `current` says that the Welsh says what the English says now. Raises StaleVersion
    where somebody else saved it since.
    """
    locked = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing.pk)
    if locked.version != version:
        raise StaleVersion(locked)
    english, welsh = _changes(locked, titles, texts)
    sections = [_written(section, texts) for section in locked.sections]
    values = {**titles, "sections": sections, **_times(locked, english, welsh, current)}
    if english or welsh:
        values["written_by"] = by
        if locked.state == BriefingState.PUBLIC:
            values |= {"state": BriefingState.SHARED, **_NOT_OPEN}
    saved = save_version(record=locked, values=values, version=version, by=by)
    forget_typed(saved.unsaved, by=by)
    return saved


_NOT_OPEN = {"opened_by": None, "opened_at": None, "opened_note": ""}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _written(section, texts) -> dict:
    new = {f"text_{n}": _plain(texts.get((section["key"], n), section[f"text_{n}"]))
           for n in ("en", "cy")}  # fmt: skip
    return section | new


def _changes(briefing, titles, texts) -> tuple[set[str], set[str]]:
    """Names of boxes (and the title) whose English changed, and whose Welsh did."""
    changed = {"en": set(), "cy": set()}
    for language, names in changed.items():
        if titles.get(f"title_{language}", getattr(briefing, f"title_{language}")) != (
            getattr(briefing, f"title_{language}")
        ):
            names.add("title")
    for section in briefing.sections:
        new = _written(section, texts)
        for language, names in changed.items():
            if _plain(section[f"text_{language}"]) != new[f"text_{language}"]:
                names.add(section["key"])
    return changed["en"], changed["cy"]


def _times(briefing, english: set, welsh: set, current: bool) -> dict:
    """When each language was changed last; Welsh that fell behind stays so until
    somebody says that it is current."""
    now, was_behind = timezone.now(), briefing.welsh_is_behind
    times = {}
    if english:
        times["english_changed_at"] = now
    in_step = not was_behind and not english - welsh
    if current or (welsh and (in_step or briefing.welsh_changed_at is None)):
        times["welsh_changed_at"] = now
    return times


@transaction.atomic
def share_briefing(*, briefing: Briefing, by) -> Briefing:
    """Everybody on the board reads it. Raises ValidationError for an empty briefing
    and for one of a restricted group."""
    locked = _locked(briefing)
    if locked.state not in (BriefingState.DRAFT, BriefingState.WITHDRAWN):
        raise ValidationError(_("It is shared already."))
    _require_words(locked)
    if locked.group.restricted:
        raise ValidationError(_("What a restricted group writes stays with it."))
    locked.state = BriefingState.SHARED
    locked.shared_on = locked.shared_on or timezone.localdate()
    return _saved(locked, by)


def _locked(briefing) -> Briefing:
    rows = Briefing.objects.select_for_update(of=("self",)).select_related("group")
    return rows.get(pk=briefing.pk)


def _saved(briefing, by) -> Briefing:
    briefing._history_user = by
    briefing.version += 1
    briefing.save()
    return briefing


def _require_words(briefing) -> None:
    if not any(section["text_en"].strip() for section in briefing.sections):
        raise ValidationError(_("Write something in the boxes first."))


def hits_of(briefing: Briefing, known=()) -> list[Hit]:
    """What in its words, in either language, could identify somebody."""
    words = [briefing.title_en, briefing.title_cy]
    for section in briefing.sections:
        words += [section["text_en"], section["text_cy"]]
    return found_in("\n".join(words), known)


@transaction.atomic
def open_briefing(
    *, briefing: Briefing, version: int, note: str, until, by, known=()
) -> Briefing:
    """A second person read it: from now on anybody may, until a last day.

    Raises ValidationError for a writer's own eyes, for words changed since they were
    read, for an NHS number or a date of birth, and for anything else found that is
    not explained.
    """
    locked = _locked(briefing)
    if locked.state != BriefingState.SHARED:
        raise ValidationError(_("Share it with the board first."))
    if by.pk in locked.authors:
        raise ValidationError(_("Somebody who did not write it reads it."))
    if locked.version != version:
        raise ValidationError(_("It was changed meanwhile. Read it again."))
    require_nobody_named(hits_of(locked, known), note)
    locked.state, locked.public_until = BriefingState.PUBLIC, until
    locked.opened_by, locked.opened_at = by, timezone.now()
    locked.opened_note = note
    locked.withdrawn_by = locked.withdrawn_at = None
    return _saved(locked, by)


@transaction.atomic
def withdraw_briefing(*, briefing: Briefing, by) -> Briefing:
    """Nobody but its group and the officers reads it any more."""
    locked = _locked(briefing)
    if locked.state not in (BriefingState.SHARED, BriefingState.PUBLIC):
        raise ValidationError(_("It is not shared."))
    locked.state = BriefingState.WITHDRAWN
    locked.withdrawn_by, locked.withdrawn_at = by, timezone.now()
    return _saved(locked, by)


@transaction.atomic
def set_headings(*, board, kind: str, template, sections, version, by):
    """Keep a board's headings of one kind; briefings begun before keep theirs.

    Raises StaleVersion where somebody else changed them since.
    """
    if template is not None:
        values = {"sections": sections}
        return save_version(record=template, values=values, version=version, by=by)
    made = ReportTemplate(
        board=board,
        key=TEMPLATES[BriefingKind(kind)],
        name_en=BriefingKind(kind).label,
        sections=sections,
    )
    made._history_user = by
    made.save()
    return made
