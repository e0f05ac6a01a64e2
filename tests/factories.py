"""One factory a model, no surprises: what a test does not say is plain."""

import datetime
import hashlib

import factory
from factory.django import DjangoModelFactory

from actionplans import models as actionplans
from audits import models as audits
from boards import models as boards
from learning import models as learning
from reviews import models as reviews


class BoardFactory(DjangoModelFactory):
    class Meta:
        model = boards.Board

    slug = factory.Sequence(lambda n: f"board-{n}")
    name_en = factory.LazyAttribute(lambda o: f"{o.slug.title()} Safeguarding Board")
    short_name_en = factory.LazyAttribute(lambda o: o.slug.title())
    jurisdiction = "england"
    strand = "both"
    languages = ["en"]
    pack = "hartlepool"
    framework_edition = "1"
    public_site = True


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = boards.Agency
        skip_postgeneration_save = True

    name_en = factory.Sequence(lambda n: f"Agency {n:05d}")
    sector = "health_provider"

    @factory.post_generation
    def on_boards(agency, create, extracted, **kwargs):
        for board in extracted or []:
            boards.BoardAgency.objects.create(board=board, agency=agency)


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = boards.Group

    board = factory.SubFactory(BoardFactory)
    key = factory.Sequence(lambda n: f"group-{n}")
    name_en = factory.LazyAttribute(lambda o: f"{o.key.title()}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = boards.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = boards.Membership

    user = factory.SubFactory(UserFactory)
    board = factory.SubFactory(BoardFactory)
    role = "business_unit"
    active_from = datetime.date(2020, 1, 1)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = boards.Seat

    group = factory.SubFactory(GroupFactory)
    post_en = "Member"


class SeatHoldingFactory(DjangoModelFactory):
    class Meta:
        model = boards.SeatHolding

    seat = factory.SubFactory(SeatFactory)
    user = factory.SubFactory(UserFactory)
    held_from = datetime.date(2020, 1, 1)


class SourceTypeFactory(DjangoModelFactory):
    class Meta:
        model = learning.SourceType

    board = factory.SubFactory(BoardFactory)
    key = factory.Sequence(lambda n: f"source-type-{n}")
    name_en = factory.LazyAttribute(lambda o: o.key.title())
    kind = "self_assessment"
    strand = "both"


class TimetableEntryFactory(DjangoModelFactory):
    class Meta:
        model = learning.TimetableEntry

    board = factory.SubFactory(BoardFactory)
    key = factory.Sequence(lambda n: f"report-{n}")
    name_en = factory.LazyAttribute(lambda o: o.key.title())
    months = [3, 9]
    given_by = "agencies"
    received_by = "business_unit"


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = learning.Priority

    board = factory.SubFactory(BoardFactory)
    year = "2025-26"
    number = 1
    text_en = "Hear children"


class LearningSourceFactory(DjangoModelFactory):
    class Meta:
        model = learning.LearningSource

    board = factory.SubFactory(BoardFactory)
    kind = "self_assessment"
    title = factory.Sequence(lambda n: f"Source {n}")
    strand = "both"
    opened_on = datetime.date(2026, 1, 1)


class SourceDateFactory(DjangoModelFactory):
    class Meta:
        model = learning.SourceDate

    clock = "referred"
    on = datetime.date(2026, 1, 5)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = learning.Milestone

    key = factory.Sequence(lambda n: f"limit-{n}")
    name_en = factory.LazyAttribute(lambda o: o.key.title())
    until = "decided"
    unit = "days"
    count = 60
    starts_on = datetime.date(2026, 1, 5)
    due_on = factory.LazyAttribute(lambda o: o.starts_on + datetime.timedelta(o.count))
    original_due_on = factory.SelfAttribute("due_on")


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = learning.Document

    board = factory.SubFactory(BoardFactory)
    file = factory.django.FileField(data=b"minutes", filename="minutes.txt")
    original_name = "minutes.txt"
    content_type = "text/plain"
    size = 7
    sha256 = hashlib.sha256(b"minutes").hexdigest()
    scan_state = "clean"
    uploaded_by = factory.SubFactory(UserFactory)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = learning.Evidence

    agency = factory.SubFactory(AgencyFactory)
    title = factory.Sequence(lambda n: f"Policy {n}")
    link = "https://example.org/policy"
    added_by = factory.SubFactory(UserFactory)


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = audits.Questionnaire

    board = factory.SubFactory(BoardFactory)
    key = factory.Sequence(lambda n: f"questionnaire-{n}")
    name_en = factory.LazyAttribute(lambda o: o.key.title())
    strand = "both"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = audits.Edition

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = 1
    label = "2026"


class RatingScaleFactory(DjangoModelFactory):
    class Meta:
        model = audits.RatingScale

    edition = factory.SubFactory(EditionFactory)
    key = "brag"
    name_en = "BRAG"


BRAG = [
    ("blue", 4, "B", "Blue", "star", False),
    ("green", 3, "G", "Green", "circle", False),
    ("amber", 2, "A", "Amber", "triangle", True),
    ("red", 1, "R", "Red", "square", True),
]


def add_brag(scale):
    """The four levels of a compliance scale."""
    return [
        audits.RatingLevel.objects.create(
            scale=scale,
            key=key,
            value=value,
            letter=letter,
            word_en=word,
            definition_en=f"What {word} means here",
            colour=key,
            shape=shape,
            needs_improvement=low,
        )
        for key, value, letter, word, shape, low in BRAG
    ]


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = audits.Section

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"section-{n}")
    number = "1"
    title_en = "Leadership"


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = audits.Question

    edition = factory.LazyAttribute(lambda o: o.section.edition)
    section = factory.SubFactory(SectionFactory)
    key = factory.Sequence(lambda n: f"question-{n}")
    number = factory.Sequence(lambda n: f"1.{n}")
    text_en = factory.LazyAttribute(lambda o: f"Standard {o.key}")
    kind = "text"


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = audits.Round

    source = factory.SubFactory(
        LearningSourceFactory,
        board=factory.SelfAttribute("..board"),
        title=factory.LazyAttribute(lambda o: f"Round on {o.board.slug}"),
    )
    board = factory.SubFactory(BoardFactory)
    edition = factory.SubFactory(
        EditionFactory,
        questionnaire=factory.SubFactory(
            QuestionnaireFactory, board=factory.SelfAttribute("...board")
        ),
    )
    period = "2026-27"
    state = "draft"
    opens_on = datetime.date(2026, 4, 1)
    due_on = datetime.date(2026, 6, 30)


class AgencyReturnFactory(DjangoModelFactory):
    class Meta:
        model = audits.AgencyReturn

    round = factory.SubFactory(RoundFactory)
    board = factory.SelfAttribute("round.board")
    agency = factory.SubFactory(AgencyFactory)
    reference = factory.Sequence(lambda n: f"RET-{n:07d}")
    due_on = factory.SelfAttribute("round.due_on")


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = audits.Answer

    agency_return = factory.SubFactory(AgencyReturnFactory)
    board = factory.SelfAttribute("agency_return.board")
    question = factory.SubFactory(QuestionFactory)
    updated_by = factory.SubFactory(UserFactory)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = reviews.Review

    legal_type = "serious_case_review"


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = learning.Finding

    board = factory.SelfAttribute("source.board")
    kind = "lesson"
    title = factory.Sequence(lambda n: f"Finding {n}")
    text = "Plans did not change when the picture did"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = learning.Theme

    board = factory.SubFactory(BoardFactory)
    key = factory.Sequence(lambda n: f"theme-{n}")
    name_en = factory.Sequence(lambda n: f"Theme {n}")


class ThemeTagFactory(DjangoModelFactory):
    class Meta:
        model = learning.ThemeTag

    board = factory.SelfAttribute("source.board")
    source = factory.LazyAttribute(lambda o: o.finding.source)
    finding = None
    theme = factory.SubFactory(
        ThemeFactory, board=factory.SelfAttribute("..source.board")
    )
    by = factory.SubFactory(UserFactory)


class RecurrenceNoticeFactory(DjangoModelFactory):
    class Meta:
        model = learning.RecurrenceNotice

    board = factory.SelfAttribute("tag.board")
    theme = factory.SelfAttribute("tag.theme")
    closed_actions = 2
    last_closed_on = factory.LazyFunction(datetime.date.today)


class ThemeResponseFactory(DjangoModelFactory):
    class Meta:
        model = learning.ThemeResponse

    board = factory.SelfAttribute("theme.board")
    kind = "training"
    due_on = factory.LazyFunction(
        lambda: datetime.date.today() + datetime.timedelta(30)
    )
    by = factory.SubFactory(UserFactory)


class ThemesReportFactory(DjangoModelFactory):
    class Meta:
        model = learning.ThemesReport

    title = "Themes of the year"
    first_day = datetime.date(2026, 1, 1)
    last_day = datetime.date(2026, 6, 30)
    created_by = factory.SubFactory(UserFactory)


class ThemesReportStepFactory(DjangoModelFactory):
    class Meta:
        model = learning.ThemesReportStep

    by = factory.SubFactory(UserFactory)


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = learning.Recommendation

    board = factory.SelfAttribute("source.board")
    number = factory.Sequence(lambda n: n + 1)
    text = "Agencies review plans whenever circumstances change"


class ActionPlanFactory(DjangoModelFactory):
    class Meta:
        model = actionplans.ActionPlan

    reference = factory.LazyFunction(actionplans.ActionPlan.new_reference)
    title = factory.Sequence(lambda n: f"Plan {n}")


class ActionFactory(DjangoModelFactory):
    """An action with its plan's columns, as `add_action` copies them."""

    class Meta:
        model = actionplans.Action

    board = factory.SelfAttribute("plan.board")
    source = factory.SelfAttribute("plan.source")
    monitoring_group = factory.SelfAttribute("plan.monitoring_group")
    own_plan_of = factory.SelfAttribute("plan.agency")
    confined_to = factory.SelfAttribute("plan.confined_to")
    agreed = factory.LazyAttribute(lambda o: o.plan.state != "draft")
    reference = factory.LazyFunction(actionplans.Action.new_reference)
    text = factory.Sequence(lambda n: f"Action {n}")
    measure = "Re-audit of twenty plans"
    due_on = factory.LazyFunction(
        lambda: datetime.date.today() + datetime.timedelta(60)
    )
    original_due_on = factory.SelfAttribute("due_on")


class PoolPersonFactory(DjangoModelFactory):
    class Meta:
        model = reviews.PoolPerson

    roles = ["chair", "reviewer", "member"]
    skills = ["Self-neglect"]


class RequestDraftFactory(DjangoModelFactory):
    class Meta:
        model = reviews.RequestDraft


class ProgressReportFactory(DjangoModelFactory):
    class Meta:
        model = actionplans.ProgressReport

    board = factory.SelfAttribute("plan.board")
    due_on = factory.LazyFunction(
        lambda: datetime.date.today() + datetime.timedelta(30)
    )


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = reviews.Publication

    choice = "publish"
    reason = "Agreed with the family"
    approver = "Independent Chair"
    title = "Learning from a review"
    text = "Plans did not change when the picture did."


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = reviews.Inspection

    inspectorate = "Care inspectorate"
    judgement = "Requires improvement"


class FindingOwnerFactory(DjangoModelFactory):
    class Meta:
        model = reviews.FindingOwner

    status = "under_way"
