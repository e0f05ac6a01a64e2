"""A restricted group's tally of themes and triggers, and one release of it."""

from datetime import timedelta

from django.utils import timezone

from boards.models import Agency
from deaths.choices import Subject
from deaths.models import Panel
from deaths.services import releases
from deaths.services.suicide import add_analysis
from learning.choices import SourceAudience, SourceKindChoices
from learning.models import LearningSource, SourceType, StageEvent
from lif_portal.demo.deaths import keepers

REVIEWS = 14
SEEN = [
    ("isolation", "debt"),
    ("mental_ill_health", "discharge", "services_not_joined"),
    ("bereavement", "anniversary"),
    ("isolation", "relationship_end", "substances"),
    ("mental_ill_health", "isolation", "housing"),
]


def seed_suicide_learning(board, people) -> None:
    """Where a board keeps such a group: analyses of agencies, and joint ones."""
    panel = Panel.objects.filter(
        group__board=board, subject=Subject.SUICIDE
    ).select_related("group__board").first()  # fmt: skip
    if panel is None:
        return
    chair, officer = keepers(panel.group, people)
    agencies = list(Agency.objects.filter(pk__in=people.by_agency).order_by("pk")[:3])
    for at in range(REVIEWS):
        source = _review(panel, at, chair)
        agency = agencies[at % len(agencies)]
        add_analysis(
            panel=panel, source=source, agency=agency, by=chair,
            factors=list(SEEN[at % 5]), note="As far as its own records say.",
        )  # fmt: skip
        add_analysis(
            panel=panel, source=source, agency=None, by=officer,
            factors=sorted({*SEEN[at % 5], "services_not_joined"}),
            note="Agreed in the group.",
        )  # fmt: skip
    steering = panel.group.reports_to.filter(restricted=False).last()
    if steering:
        made = releases.make_release(
            panel=panel, by=officer, groups=[steering],
            title="Themes and triggers, for prevention",
            words="How often each was seen, in numbers that point at nobody.",
        )  # fmt: skip
        releases.approve(release=made, by=chair)


def _review(panel, at, by) -> LearningSource:
    kind = SourceKindChoices.SUICIDE_REVIEW
    source = LearningSource(
        board=panel.board,
        kind=kind,
        source_type=SourceType.objects.filter(board=panel.board, kind=kind).first(),
        lead_group=panel.group,
        audience=SourceAudience.GROUP,
        strand="both",
        title=f"Review {at + 1}",
        framework_edition=panel.board.framework_edition,
        opened_on=timezone.localdate() - timedelta(40 * (REVIEWS - at)),
        stage="identified",
        created_by=by,
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(
        source=source, to_stage="identified", by=by, on=source.opened_on
    )
    return source
