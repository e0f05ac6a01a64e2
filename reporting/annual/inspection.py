"""Evidence of impact for an inspection, in parts, only what its asker may see."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus, UpdateKind
from actionplans.models import Action, ActionUpdate, ImpactReview
from audits.choices import ScrutinyKind
from audits.models import ScrutinyNote
from dissemination.models import LessonMeasure, PartConfirmation, PlanLine
from learning.choices import ImpactStrand, SourceKindChoices
from learning.models import ImpactEntry
from reviews.models import Inspection

OWN_REPORTS = [SourceKindChoices.SINGLE_AGENCY_AUDIT, SourceKindChoices.PARTNER_REPORT]
SAID = [ScrutinyKind.CHALLENGE, ScrutinyKind.SUPPORT]
TOLD = [UpdateKind.CHALLENGE, UpdateKind.SUPPORT]


@dataclass(frozen=True)
class PackPart:
    """One kind of evidence: every row begins with the reference of its record."""

    key: str
    title: str
    about: str
    columns: list[str]
    rows: list[list[str]]


def day(on) -> str:
    return date_format(on, "j F Y") if on else ""


def reviews_part(pack) -> PackPart:
    """Reviews of the period, and what changed because of each (WOL-10)."""
    touched = (
        Q(**pack.within("opened_on"))
        | Q(**pack.within("closed_on"))
        | Q(**pack.within("published_on"))
    )
    rows = pack.sources().filter(touched, review__isnull=False)
    rows = rows.annotate(lessons=Count("findings", distinct=True))
    rows = list(rows.order_by("opened_on", "pk"))
    changed = _changed_by_source(pack, rows)
    return PackPart(
        "reviews",
        _("Reviews and what changed because of them"),
        _("Reviews begun, closed or published in the period."),
        [_("Reference"), _("Review"), _("Kind"), _("Begun"), _("Findings"),
         _("What changed, and how it is known")],
        [
            [
                row.reference, row.title, row.get_kind_display(), day(row.opened_on),
                str(row.lessons), _changes(changed[row.pk]),
            ]
            for row in rows
        ],
    )  # fmt: skip


def _changes(said) -> str:
    return "\n".join(said) or _("No impact recorded yet")


def _changed_by_source(pack, sources) -> dict[int, list[str]]:
    """Source -> what its actions' looks back and its lessons' measures show."""
    found = defaultdict(list)
    looks = ImpactReview.objects.visible_to(pack.user)
    looks = looks.filter(action__source__in=sources).select_related("action")
    for one in looks.order_by("held_on", "pk"):
        words = f"{one.action.reference}: {one.what_changed}"
        found[one.action.source_id].append(f"{words} ({one.strand_words})")
    measured = LessonMeasure.objects.visible_to(pack.user).exclude(result="")
    measured = measured.filter(finding__source__in=sources).select_related("finding")
    for one in measured:
        shown = f"{one.instrument}: {one.baseline} → {one.result}"
        found[one.finding.source_id].append(shown)
    return found


def embedded_part(pack) -> PackPart:
    """Actions that became embedded: their measure and its re-test."""
    rows = Action.objects.visible_to(pack.user).filter(
        board=pack.board, status=ActionStatus.BLUE, **pack.within("status_on")
    )
    rows = pack.of_sources(rows, "source").select_related("agency", "source")
    rows = list(rows.order_by("status_on", "pk"))
    looks = _last_looks(pack, rows)
    return PackPart(
        "embedded",
        _("Embedded actions, their measure and its re-test"),
        _("Actions that the board found embedded in the period."),
        [_("Reference"), _("Action"), _("Agency"), _("Measure"), _("Before"),
         _("Re-test"), _("What changed")],
        [[row.reference, row.text, str(row.agency or ""), row.measure, row.baseline,
          *looks.get(row.pk, ["", ""])] for row in rows],
    )  # fmt: skip


def _last_looks(pack, actions) -> dict[int, list[str]]:
    looks = ImpactReview.objects.visible_to(pack.user).filter(action__in=actions)
    return {
        one.action_id: [f"{one.measure_result} ({day(one.held_on)})", one.what_changed]
        for one in looks.order_by("held_on", "pk")
    }


def looks_of(pack):
    """Looks back at the difference made, in the period."""
    rows = ImpactReview.objects.visible_to(pack.user).filter(
        action__board=pack.board, **pack.within("held_on")
    )
    rows = pack.of_sources(rows, "action__source").select_related("action__agency")
    return rows.order_by("held_on", "pk")


def strands_part(pack) -> PackPart:
    """Impact reviews, strand by strand."""
    looks, rows = list(looks_of(pack)), []
    for strand in ImpactStrand:
        rows += [_look(one, strand) for one in looks if strand.value in one.strands]
    return PackPart(
        "strands",
        _("Impact reviews by strand"),
        _("A look back shown by two strands stands under both."),
        [_("Reference"), _("Shown by"), _("Looked at on"), _("What the measure shows"),
         _("Finding"), _("What changed for people")],
        rows,
    )  # fmt: skip


def _look(one, strand) -> list[str]:
    return [
        one.action.reference, str(strand.label), day(one.held_on), one.measure_result,
        one.get_difference_display(), one.what_changed,
    ]  # fmt: skip


def strand_counts(pack) -> list[list[str]]:
    """Looks back by strand, for the chart."""
    counts = Counter(key for one in looks_of(pack) for key in one.strands)
    return [[str(s.label), str(counts[s.value])] for s in ImpactStrand]


def measures_part(pack) -> PackPart:
    """Measures of lessons taken again in the period."""
    rows = LessonMeasure.objects.visible_to(pack.user).filter(
        board=pack.board, **pack.within("result_on")
    )
    rows = pack.of_sources(rows, "finding__source")
    rows = rows.select_related("finding__source", "agency").order_by("result_on", "pk")
    return PackPart(
        "measures",
        _("Measures of lessons, before and after"),
        _("Measures taken again in the period."),
        [_("Reference"), _("Lesson"), _("Measured by"), _("Instrument"), _("Before"),
         _("After"), _("What it means")],
        [[one.finding.source.reference, one.finding.title, str(one.agency or ""),
          one.instrument, one.baseline, one.result, one.meaning] for one in rows],
    )  # fmt: skip


def statements_part(pack) -> PackPart:
    """What changed, as the board tells it."""
    rows = ImpactEntry.objects.visible_to(pack.user).filter(
        board=pack.board, **pack.within("created_at__date")
    )
    return PackPart(
        "statements",
        _("What changed, as the board tells it"),
        _("Impact statements written in the period."),
        [_("Reference"), _("In a line"), _("What we did"), _("What changed for people"),
         _("How we know"), _("State")],
        [[one.reference, one.title, one.did_en, one.changed_en, one.shown_by_en,
          one.get_state_display()] for one in rows.order_by("created_at", "pk")],
    )  # fmt: skip


def challenge_part(pack) -> PackPart:
    """Challenges and support, of rounds and of actions."""
    notes = ScrutinyNote.objects.visible_to(pack.user).filter(
        board=pack.board, kind__in=SAID, **pack.within("at__date")
    )
    notes = pack.of_sources(notes, "round__source")
    notes = notes.select_related("round__source", "agency").order_by("at")
    said = ActionUpdate.objects.visible_to(pack.user).filter(
        action__board=pack.board, kind__in=TOLD, **pack.within("at__date")
    )
    said = pack.of_sources(said, "action__source").select_related("action__agency")
    return PackPart(
        "challenge",
        _("Challenge and support"),
        _("What was challenged or offered in the period, and what was answered."),
        [_("Reference"), _("Kind"), _("On"), _("Agency"), _("What was said"),
         _("Response")],
        [
            *[[one.round.reference, one.get_kind_display(), day(one.at),
               str(one.agency or ""), one.text, one.response] for one in notes],
            *[[one.action.reference, one.get_kind_display(), day(one.at),
               str(one.action.agency or ""), one.text, ""]
              for one in said.order_by("at")],
        ],
    )  # fmt: skip


def reports_part(pack) -> PackPart:
    """Reports of agencies and groups that joined as sources."""
    rows = pack.sources().filter(kind__in=OWN_REPORTS, **pack.within("opened_on"))
    rows = rows.annotate(lessons=Count("findings", distinct=True))
    rows = rows.select_related("owner_agency", "lead_group").order_by("opened_on", "pk")
    return PackPart(
        "reports",
        _("Reports of agencies and groups"),
        _("Single-agency and group reports that joined the board's learning."),
        [_("Reference"), _("Report"), _("Of"), _("Joined on"), _("What was noticed"),
         _("Findings")],
        [[row.reference, row.title, str(row.owner_agency or row.lead_group or ""),
          day(row.opened_on), row.summary, str(row.lessons)] for row in rows],
    )  # fmt: skip


def confirmations_part(pack) -> PackPart:
    """What agencies confirmed: disseminated, embedded, assured."""
    rows = PartConfirmation.objects.visible_to(pack.user).filter(
        part__board=pack.board, **pack.within("at__date")
    )
    rows = pack.of_sources(rows, "part__request__source")
    rows = rows.select_related("part__request", "part__agency").order_by("at", "pk")
    return PackPart(
        "confirmations",
        _("Confirmations of agencies"),
        _("Learning disseminated, embedded and assured, as agencies signed it."),
        [_("Reference"), _("Learning"), _("Agency"), _("Confirmation"), _("On"),
         _("What it rests on")],
        [[one.part.request.reference, one.part.request.title, str(one.part.agency),
          one.get_kind_display(), day(one.at), one.evidence] for one in rows],
    )  # fmt: skip


def sharing_part(pack) -> PackPart:
    """Audiences reached, and what the measure of success showed."""
    rows = PlanLine.objects.visible_to(pack.user).filter(
        plan__board=pack.board, **pack.within("delivered_on")
    )
    rows = pack.of_sources(rows, "plan__source").select_related("plan", "audience")
    return PackPart(
        "sharing",
        _("Learning shared, and its measures of success"),
        _("Audiences reached in the period."),
        [_("Reference"), _("Audience"), _("Measure of success"),
         _("What the measure showed"), _("Delivered on"), _("People reached")],
        [[one.plan.reference, str(one.audience), one.measure, one.result,
          day(one.delivered_on), "" if one.reach is None else str(one.reach)]
         for one in rows.order_by("delivered_on", "pk")],
    )  # fmt: skip


def inspections_part(pack) -> PackPart:
    """What inspections and peer reviews said before."""
    rows = Inspection.objects.visible_to(pack.user).filter(review__board=pack.board)
    if pack.inspectorate:
        rows = rows.filter(inspectorate=pack.inspectorate)
    rows = pack.of_sources(rows, "review__source").select_related("review__source")
    return PackPart(
        "inspections",
        _("Inspections and peer reviews"),
        _("What they said, whenever they were, and how the board is assured since."),
        [_("Reference"), _("Inspectorate or body"), _("Overall judgement"),
         _("Strengths"), _("Challenges"), _("How the board is assured")],
        [[one.review.reference, one.inspectorate, one.judgement, one.strengths,
          one.challenges, one.assurance] for one in rows.order_by("pk")],
    )  # fmt: skip


PARTS: list[Callable] = [
    reviews_part,
    embedded_part,
    strands_part,
    measures_part,
    statements_part,
    challenge_part,
    reports_part,
    confirmations_part,
    sharing_part,
    inspections_part,
]


def parts_of(pack) -> list[PackPart]:
    """Every part, empty ones too: that there is nothing is evidence as well."""
    return [part(pack) for part in PARTS]
