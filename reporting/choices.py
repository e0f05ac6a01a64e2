"""Choices of the reporting floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnnualReportState(TextChoices):
    DRAFT = "draft", _("Being written")
    CIRCULATED = "circulated", _("With board members for comment")
    SIGN_OFF = "sign_off", _("With partners for sign-off")
    AGREED = "agreed", _("Agreed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Taken down")


class BlockKind(TextChoices):
    WORDS = "words", _("Words")
    FIGURE = "figure", _("Figures")
    QUOTE = "quote", _("Words of an agency")


class CommentState(TextChoices):
    OPEN = "open", _("Open")
    TAKEN = "taken", _("Taken in")
    NOT_TAKEN = "not_taken", _("Not taken in")


class ContributionState(TextChoices):
    ASKED = "asked", _("Asked")
    GIVEN = "given", _("Given")
    NOTHING = "nothing", _("Nothing to report")


class SignedBy(TextChoices):
    """Who may sign the report for a partner."""

    EXECUTIVE = "executive", _("The agency's executive")
    MEMBER = "member", _("The agency's board member")
    EITHER = "either", _("Either of them")


class EditionFormat(TextChoices):
    HTML = "html", _("Web page")
    PDF = "pdf", _("PDF")
    WORD = "word", _("Word")
