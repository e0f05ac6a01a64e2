"""Families of reviews that chairs ask for by name, by what they are in law (SOL-20)."""

from django.utils.translation import gettext_lazy as _

from frameworks.vocabulary import LegalType

FAMILIES = {
    "rapid": (_("Rapid reviews"), {LegalType.RAPID_REVIEW}),
    "child": (
        _("Child practice reviews"),
        {
            LegalType.CHILD_SAFEGUARDING_PRACTICE_REVIEW,
            LegalType.SERIOUS_CASE_REVIEW,
            LegalType.CHILD_PRACTICE_REVIEW_CONCISE,
            LegalType.CHILD_PRACTICE_REVIEW_EXTENDED,
        },
    ),
    "adult": (
        _("Adult practice reviews"),
        {
            LegalType.ADULT_PRACTICE_REVIEW_CONCISE,
            LegalType.ADULT_PRACTICE_REVIEW_EXTENDED,
        },
    ),
    "sar": (
        _("Safeguarding adults reviews"),
        {
            LegalType.SAFEGUARDING_ADULTS_REVIEW,
            LegalType.SAFEGUARDING_ADULTS_REVIEW_DISCRETIONARY,
        },
    ),
    "single": (
        _("Single unified safeguarding reviews"),
        {LegalType.SINGLE_UNIFIED_SAFEGUARDING_REVIEW},
    ),
    "homicide": (
        _("Domestic and other homicide reviews"),
        {
            LegalType.DOMESTIC_HOMICIDE_REVIEW,
            LegalType.OFFENSIVE_WEAPONS_HOMICIDE_REVIEW,
            LegalType.MENTAL_HEALTH_HOMICIDE_REVIEW,
        },
    ),
}
OTHER = "other"
OTHER_NAME = _("Every other review")


def family_of(legal_type: str) -> str:
    """The family a type in law belongs to."""
    holding = (key for key, (_name, types) in FAMILIES.items() if legal_type in types)
    return next(holding, OTHER)


def family_name(key: str) -> str:
    return str(FAMILIES[key][0] if key in FAMILIES else OTHER_NAME)
