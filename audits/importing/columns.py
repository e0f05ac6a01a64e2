"""What the columns of a questionnaire's sheet may be, by the names boards give them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audits.importing.matching import plain


class Column(models.TextChoices):
    """What a column holds. The order is the one offered to the person."""

    SKIP = "skip", _("Leave this column out")
    SECTION = "section", _("Section, theme or area")
    NUMBER = "number", _("Number")
    QUESTION = "question", _("Question or standard")
    QUESTION_CY = "question_cy", _("Question in Welsh")
    GUIDANCE = "guidance", _("Guidance")
    EVIDENCE = "evidence", _("Evidence to look for")
    KIND = "kind", _("Kind of answer")
    TAGS = "tags", _("Tags, such as voice of the child")
    LEVEL = "level", _("What one rating level looks like")
    RATING = "rating", _("Rating")
    POSITION = "position", _("Current position or comments")
    IMPROVEMENT = "improvement", _("Improvement action")
    AGENCY = "agency", _("Agency")


# Whole headings, compared without case, punctuation and brackets.
NAMES = {
    Column.SECTION: (
        "section|sections|theme|themes|area|areas|priority area|key area|domain|part|"
        "category|topic|heading|section title|section name|adran|thema"
    ),
    Column.NUMBER: (
        "no|nr|num|number|ref|reference|id|item|item no|question no|question number|"
        "standard no|standard number|q no|paragraph|para|section no|rhif"
    ),
    Column.QUESTION: (
        "question|questions|question text|standard|standards|criteria|criterion|"
        "statement|statements|requirement|requirements|indicator|indicators|"
        "expectation|expectations|measure|measures|key line of enquiry|kloe|"
        "audit question|quality statement|standard statement|what we expect|"
        "compliance standard|safeguarding standard|cwestiwn|safon"
    ),
    Column.QUESTION_CY: "question welsh|welsh|question in welsh|welsh text|cymraeg",
    Column.GUIDANCE: (
        "guidance|guidance notes|notes|note|explanation|further information|help|"
        "what this means|prompt|prompts|description|detail|details|supporting guidance|"
        "what good looks like|canllawiau"
    ),
    Column.EVIDENCE: (
        "evidence|evidence examples|examples of evidence|example evidence|"
        "suggested evidence|possible evidence|evidence required|evidence hint|"
        "evidence could include|evidence may include|supporting evidence|tystiolaeth"
    ),
    Column.KIND: "kind|type|answer type|kind of answer|question type|response type",
    Column.TAGS: "tag|tags|voice of the child|label|labels",
    Column.RATING: (
        "rating|ratings|rag|brag|rag rating|brag rating|rag status|brag status|score|"
        "scoring|grade|grading|compliance|compliance rating|compliance brag rating|"
        "self assessment|self rating|self assessed rating|level|judgement|status|sgor"
    ),
    Column.POSITION: (
        "position|current position|summary of current position|comments|comment|"
        "commentary|response|agency response|answer|narrative|summary|"
        "current situation|how do you meet this"
    ),
    Column.IMPROVEMENT: (
        "action|actions|improvement|improvement action|improvement actions|"
        "action required|actions required|action needed|actions needed|action plan|"
        "areas for improvement|next steps|owner|lead|by when|timescale|timescales|"
        "due date"
    ),
    Column.AGENCY: (
        "agency|organisation|organization|organisation name|agency name|partner|"
        "partner agency|setting|school|school name|setting name|provider|service|"
        "submitted by|respondent|asiantaeth|sefydliad"
    ),
}
BY_NAME = {name: column for column, names in NAMES.items() for name in names.split("|")}
# Tried in this order where no whole heading fits.
BEGINNINGS = [
    ("question", Column.QUESTION),
    ("evidence", Column.EVIDENCE),
    ("example", Column.EVIDENCE),
    ("guidance", Column.GUIDANCE),
    ("action", Column.IMPROVEMENT),
    ("improvement", Column.IMPROVEMENT),
    ("comment", Column.POSITION),
    ("summary", Column.POSITION),
    ("self assess", Column.RATING),
    ("organisation", Column.AGENCY),
    ("agency", Column.AGENCY),
    ("section", Column.SECTION),
    ("theme", Column.SECTION),
    ("standard", Column.QUESTION),
    ("criteri", Column.QUESTION),
    ("statement", Column.QUESTION),
]
ENDS = [("rating", Column.RATING), ("score", Column.RATING), ("rag", Column.RATING)]
LONGEST_HEADING = 80


def recognise(heading: str) -> Column | None:
    """The column a heading names, or None. Levels are recognised elsewhere."""
    text = plain(heading)
    if not text or len(heading) > LONGEST_HEADING:
        return None
    if text in BY_NAME:
        return BY_NAME[text]
    for start, column in BEGINNINGS:
        if text.startswith(start):
            return column
    for end, column in ENDS:
        if text.endswith(f" {end}"):
            return column
    return None
