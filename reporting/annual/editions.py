"""What an edition keeps of a report, read back, and what changed since the last."""

from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.annual.document import (
    Chart,
    Quote,
    ReportDocument,
    Section,
    Table,
    Words,
)

KINDS = {"words": Words, "table": Table, "chart": Chart, "quote": Quote}
NAMES = {cls: name for name, cls in KINDS.items()}
WORDS = (Words, Quote)
ENGLISH, WELSH = "en-gb", "cy"


def languages_of(board) -> list[str]:
    """The languages the report of a board is built in, English first."""
    return [ENGLISH, WELSH] if WELSH in board.languages else [ENGLISH]


def kept(document: ReportDocument) -> dict:
    """A document as plain data for the database."""
    said = asdict(document)
    said["sections"] = [
        {**asdict(one), "blocks": [_kept_block(b) for b in one.blocks]}
        for one in document.sections
    ]
    return said


def _kept_block(block) -> dict:
    return {"kind": NAMES[type(block)], **asdict(block)}


def read_back(said: dict) -> ReportDocument:
    """The document an edition keeps."""
    sections = [
        Section(**{**one, "blocks": [_block(b) for b in one["blocks"]]})
        for one in said["sections"]
    ]
    return ReportDocument(**{**said, "sections": sections})


def _block(said: dict):
    facts = {k: v for k, v in said.items() if k != "kind"}
    if said["kind"] == "chart":
        facts["table"] = Table(**facts["table"])
    return KINDS[said["kind"]](**facts)


def changes(old: ReportDocument, new: ReportDocument) -> list[dict]:
    """What became different, section by section, as data; `told` says it in words."""
    before = {_key(one): one for one in old.sections}
    after = {_key(one): one for one in new.sections}
    found = []
    if old.title != new.title:
        found.append({"what": "title", "section": new.title})
    for key, section in after.items():
        if key not in before:
            found.append({"what": "section_added", "section": _name(section)})
        else:
            found += _in_section(before[key], section)
    gone = [one for key, one in before.items() if key not in after]
    found += [{"what": "section_removed", "section": _name(one)} for one in gone]
    if [k for k in before if k in after] != [k for k in after if k in before]:
        found.append({"what": "order", "section": ""})
    return found


def _key(section):
    return section.section_id or section.title


def _name(section) -> str:
    return f"{section.number}. {section.title}"


def _in_section(old, new) -> list[dict]:
    before, after = _blocks(old), _blocks(new)
    both = [key for key in after if key in before]
    figures = [k for k in both if not isinstance(after[k], WORDS)]
    words = {
        "added": len([k for k in after if k not in before]),
        "removed": len([k for k in before if k not in after]),
        "changed": len([k for k in both if k not in figures and before[k] != after[k]]),
    }
    found = []
    if old.title != new.title:
        found.append({"what": "heading", "section": _name(new), "was": old.title})
    if any(words.values()):
        found.append({"what": "paragraphs", "section": _name(new), **words})
    for key in figures:
        if before[key] != after[key]:
            caption = after[key].caption
            found.append({"what": "figures", "section": _name(new), "of": caption})
    return found


def _blocks(section) -> dict:
    """Blocks by what they are known by; one nobody keeps, by its words."""
    return {one.block_id or repr(one): one for one in section.blocks}


def told(changed: list[dict]) -> list[str]:
    """What changed in the reader's words."""
    return [SAID[one["what"]](one) for one in changed]


def _paragraphs(one) -> str:
    said = []
    if n := one["added"]:
        said.append(
            ngettext("%(n)s paragraph added", "%(n)s paragraphs added", n) % {"n": n}
        )
    if n := one["changed"]:
        said.append(
            ngettext("%(n)s paragraph changed", "%(n)s paragraphs changed", n)
            % {"n": n}
        )
    if n := one["removed"]:
        said.append(
            ngettext("%(n)s paragraph taken out", "%(n)s paragraphs taken out", n)
            % {"n": n}
        )
    return f"{one['section']}: {', '.join(said)}"


SAID = {
    "title": lambda one: _("The title is now “%s”") % one["section"],
    "section_added": lambda one: _("New section: %s") % one["section"],
    "section_removed": lambda one: _("Section taken out: %s") % one["section"],
    "order": lambda one: _("Sections stand in another order"),
    "heading": lambda one: (
        _("%(section)s: the heading was “%(was)s”")
        % {"section": one["section"], "was": one["was"]}
    ),
    "paragraphs": _paragraphs,
    "figures": lambda one: (
        _("%(section)s: figures changed in “%(of)s”")
        % {"section": one["section"], "of": one["of"]}
    ),
}
