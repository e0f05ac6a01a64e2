"""Words and colours of findings."""

from django import template

from learning.choices import FindingKind, ImpactStrand

register = template.Library()
COLOURS = {
    FindingKind.LESSON: "blue",
    FindingKind.GOOD_PRACTICE: "green",
    FindingKind.GAP: "orange",
    FindingKind.EMERGING_ISSUE: "purple",
    FindingKind.SYSTEM_FACTOR: "turquoise",
}


@register.filter
def kind_colour(kind) -> str:
    return COLOURS.get(kind, "grey")


@register.filter
def strands(finding) -> str:
    """By what impact will be judged, in words."""
    return ", ".join(str(ImpactStrand(key).label) for key in finding.impact_strands)


@register.filter
def standard(said, key) -> str:
    """A standard in words; its key where it is no longer asked."""
    return said.get(key, key)
