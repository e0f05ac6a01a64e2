"""What an editor should look at before the report goes out."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.localised import localised
from reporting.annual.checklist import ItemState
from reporting.choices import ContributionState

ACTIVITY = {"activity", "reviews", "actions", "dissemination", "training", "audits"}
UNEXPLAINED = "Reason: none given"  # as the draft says it in English
IMPACT = {"impact", "measures"}


@dataclass(frozen=True)
class Warning:
    """One thing to look at, and where."""

    text: str
    url: str
    section_id: int = 0


def warnings_of(report, sections, items, contributions) -> list[Warning]:
    """Everything, section by section, then what concerns the whole report."""
    found = []
    for section in sections:
        found += _of_section(report, section, sections)
    found += [_of_item(report, item) for item in items if item.is_lacking]
    return found + _silent(report, contributions)


def _page(report, section) -> str:
    where = [report.board.slug, report.reference, section.pk]
    return reverse("reporting:annual-section", args=where)


def _of_section(report, section, sections) -> list[Warning]:
    said = []
    if _activity_only(section, sections):
        said.append(_("%s: activity only, no impact"))
    if any(_has_unexplained(block) for block in section.standing):
        said.append(_("%s: a recommendation was refused without a reason"))
    if any(block.records_changed_at for block in section.standing):
        said.append(_("%s: edited before its records changed"))
    title, url = localised(section, "title"), _page(report, section)
    return [Warning(text % title, url, section.pk) for text in said]


def _drawn(section) -> set[str]:
    """Names of what the section's blocks were drafted from."""
    return {block.drawn_by.partition("-")[0] for block in section.standing}


def shows_impact(section) -> bool:
    """Whether a block tells of a look back or a measure, with records behind it."""
    return any(
        block.drawn_by.partition("-")[0] in IMPACT and block.records
        for block in section.standing
    )


def _activity_only(section, sections) -> bool:
    """It tells what was done; nothing in it, and nothing in the report's own section
    about impact, tells what changed."""
    if not _drawn(section) & ACTIVITY or shows_impact(section):
        return False
    elsewhere = [one for one in sections if set(one.draws_on) & IMPACT]
    return not any(shows_impact(one) for one in elsewhere)


def _has_unexplained(block) -> bool:
    is_refusal = block.drawn_by.startswith("refusals")
    return is_refusal and UNEXPLAINED in block.text_en


def _of_item(report, item) -> Warning:
    words = {
        ItemState.EMPTY: _("The law asks for this, and nothing says it yet: %s"),
        ItemState.NOWHERE: _("The law asks for this, and no section answers it: %s"),
    }[item.state]
    if item.sections:
        first = item.sections[0]
        return Warning(words % item.text, _page(report, first), first.pk)
    return Warning(words % item.text, f"{report.get_absolute_url()}#checklist")


def _silent(report, contributions) -> list[Warning]:
    silent = [row for row in contributions if row.state == ContributionState.ASKED]
    wall = reverse(
        "reporting:annual-contributions", args=[report.board.slug, report.reference]
    )
    if not contributions:
        return [Warning(_("No agency has been asked for its contribution."), wall)]
    said = ngettext(
        "%d agency has not given its contribution.",
        "%d agencies have not given their contributions.",
        len(silent),
    )
    found = [Warning(said % len(silent), wall)] if silent else []
    return found + _not_drawn(report, contributions)


def _not_drawn(report, contributions) -> list[Warning]:
    """What came in after the draft was drawn last."""
    given = [row.given_at for row in contributions if row.given_at]
    new = [at for at in given if report.drafted_at and at > report.drafted_at]
    said = ngettext(
        "What %d agency gave is not in the draft yet: draw it again.",
        "What %d agencies gave is not in the draft yet: draw it again.",
        len(new),
    )
    return [Warning(said % len(new), report.get_absolute_url())] if new else []
