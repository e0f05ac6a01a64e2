"""A briefing as people read it: its boxes in a language, or two beside each other."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

ENGLISH, WELSH = "en", "cy"
WELSH_STATES = {
    "missing": (_("Not in Welsh yet"), "grey"),
    "partial": (_("Welsh not complete"), "yellow"),
    "behind": (_("English newer than Welsh"), "orange"),
    "current": (_("Welsh up to date"), "green"),
}


@dataclass(frozen=True)
class Box:
    """One box: its heading and its words."""

    number: int
    heading: str
    text: str


def boxes_of(briefing, language: str = ENGLISH) -> list[Box]:
    """Every box with words, in order. A Welsh heading nobody wrote stays English."""
    found = []
    for said in briefing.sections:
        heading = said.get(f"heading_{language}") or said["heading_en"]
        text = said[f"text_{language}"].strip()
        if text:
            found.append(Box(len(found) + 1, heading, text))
    return found


def title_of(briefing, language: str = ENGLISH) -> str:
    return getattr(briefing, f"title_{language}") or briefing.title_en


def pairs_of(briefing) -> list[tuple[Box, Box]]:
    """Every box of the form in English and Welsh, empty ones too."""
    return [
        (
            Box(n, said["heading_en"], said["text_en"]),
            Box(n, said["heading_cy"] or said["heading_en"], said["text_cy"]),
        )
        for n, said in enumerate(briefing.sections, 1)
    ]


def asked_language(request, briefing) -> str:
    """Welsh where it was asked for and is there, else English."""
    wanted = request.GET.get("language") == WELSH
    return WELSH if wanted and briefing.has_welsh else ENGLISH


def welsh_state(briefing) -> str:
    """How its Welsh stands: a key of WELSH_STATES, or nothing on an English board."""
    if not briefing.is_bilingual:
        return ""
    written = briefing.title_cy or any(s["text_cy"].strip() for s in briefing.sections)
    if not written:
        return "missing"
    if not briefing.has_welsh:
        return "partial"
    return "behind" if briefing.welsh_is_behind else "current"


def as_text(briefing, language: str = ENGLISH) -> str:
    """The briefing as plain text, for an e-mail or a screen reader."""
    lines = [title_of(briefing, language), str(briefing.board), ""]
    for box in boxes_of(briefing, language):
        lines += [f"{box.number}. {box.heading}", box.text.replace("\r\n", "\n"), ""]
    return "\n".join(lines)
