"""The papers a review needs before each of its moves, written as its people would."""

from datetime import timedelta

from dissemination.choices import ShareKind
from dissemination.services.shares import log_share
from frameworks.packs import load_pack
from frameworks.vocabulary import Clock, Condition
from learning.choices import ResponseState
from learning.models import Finding
from learning.process import review_type_of
from learning.services.stages import record_date
from lif_portal.demo.handing_in import evening
from lif_portal.demo.plans import show_impact, write_plan
from lif_portal.demo.recommending import recommend
from lif_portal.demo.words import phrases
from reviews.choices import Outcome
from reviews.models import (
    CriterionAnswer,
    Inspection,
    Involvement,
    PanelMember,
    PrincipleAnswer,
    Publication,
    RotaTurn,
)
from reviews.services.deciding import record_decision


def fill(need, seeding, day, owner) -> None:
    """Write what one condition asks for."""
    FILLERS[need](seeding, day, owner)


def _rules(review):
    pack = load_pack(review.board.pack)
    return pack.rules_of(review_type_of(review.source), review.source.opened_on)


def criteria(seeding, day, owner):
    rules = _rules(seeding.review)
    for criterion in rules.criteria if rules else ():
        CriterionAnswer.objects.get_or_create(
            review=seeding.review,
            rule_set=rules.key,
            criterion=criterion.key,
            defaults={
                "answer": "met" if seeding.writer.chance(0.8) else "not_known",
                "reason": "From the referral and the first look at agencies' records.",
                "by": owner,
            },
        )


def _decide(seeding, day, owner, outcome, reason, **more):
    rules = _rules(seeding.review)
    record_decision(
        review=seeding.review,
        values={
            "outcome": outcome,
            "reason": reason,
            "decided_on": day,
            "decided_by": "Independent Chair",
            "rule_set": rules.key if rules else "",
            "legal_test": rules.legal_test.en if rules else "",
            **more,
        },
        by=owner,
    )


def decided_to_review(seeding, day, owner):
    if _rules(seeding.review):
        criteria(seeding, day, owner)
    _decide(
        seeding,
        day,
        owner,
        Outcome.REVIEW,
        "The test is met and partners can learn how they work together.",
        test_met=True if _rules(seeding.review) else None,
    )


def decided_otherwise(seeding, day, owner):
    criteria(seeding, day, owner)
    words = phrases("topics")["updates"]
    _decide(
        seeding,
        day,
        owner,
        Outcome.OTHER_LEARNING,
        words["decline"],
        test_met=False,
        dissent=words["dissent"],
        other_learning="A practitioner forum on handover, within three months.",
        departs_because="An earlier review of like events taught the same.",
    )


def decision_recorded(seeding, day, owner):
    if not seeding.review.decisions.exists():
        decided_to_review(seeding, day, owner)


def _write(review, owner, **texts):
    for name, value in texts.items():
        setattr(review, name, value)
    review._history_user = owner
    review.save()


def scope(seeding, day, owner):
    _write(
        seeding.review,
        owner,
        scope=seeding.topic["scope"],
        proportionality="Two panel meetings and one event: the question is narrow.",
        methodology="Systems method with a learning event for practitioners.",
    )


def panel(seeding, day, owner):
    """A chair and the reviewers the type asks for, independent of every agency."""
    needed = review_type_of(seeding.review.source).reviewers
    pool = seeding.board.pool.select_related("user")
    outside = list(pool.filter(employer__isnull=True).order_by("pk"))
    members = list(pool.filter(employer__isnull=False).order_by("pk")[:3])
    roles = [("chair", outside[0])]
    roles += [("reviewer", person) for person in outside[1 : 1 + needed]]
    if needed > 1:
        roles.append(("reviewer", _third_reviewer(seeding)))
    roles += [("member", person) for person in members]
    for role, person in roles:
        PanelMember.objects.get_or_create(
            review=seeding.review,
            user=person.user,
            defaults={
                "role": role,
                "employer": person.employer,
                "declaration": "independent",
                "interests": "None.",
                "declared_at": evening(day),
                "appointed_by": owner,
                "appointed_on": day,
            },
        )


def _third_reviewer(seeding):
    """Extended reviews have two reviewers beside the chair."""
    user = seeding.people.add("reviewer3", "reviewer", post="Independent Reviewer")
    seeding.people.save()
    return seeding.board.pool.create(
        user=user, roles=["reviewer"], skills=["systems reviews", "writing"]
    )


def family(seeding, day, owner):
    Involvement.objects.create(
        review=seeding.review,
        kind="family",
        relationship=seeding.writer.pick(["parent", "sibling", "wider_family"]),
        offered_on=day - timedelta(20),
        explanation_given=True,
        method="meeting",
        reply="took_part",
        contribution="Asked to be told things once, by one person.",
        how_used="Opens the learning event and the report.",
        would_change="One worker who keeps the family informed.",
        by=owner,
    )


def practitioners(seeding, day, owner):
    agencies = list(seeding.review.agencies.all())
    for agency in agencies[:3] or [None]:
        Involvement.objects.create(
            review=seeding.review,
            kind="practitioner",
            role=seeding.writer.pick(["Social worker", "Ward sister", "Officer"]),
            agency=agency,
            number=seeding.writer.random.randint(1, 4),
            offered_on=day - timedelta(14),
            explanation_given=True,
            method="event",
            reply="took_part",
            contribution="Described what the day looked like from where they stood.",
            by=owner,
        )


def event_held(seeding, day, owner):
    record_date(
        source=seeding.review.source, clock=Clock.LEARNING_EVENT, on=day, by=owner
    )


def report(seeding, day, owner):
    _write(
        seeding.review,
        owner,
        what_happened=seeding.topic["happened"],
        why_it_happened=seeding.topic["why"],
        what_will_be_done=seeding.topic["done"],
    )


def principles(seeding, day, owner):
    for principle in load_pack(seeding.board.pack).board.principles:
        PrincipleAnswer.objects.create(
            review=seeding.review,
            number=principle.number,
            text=principle.text.en,
            met=seeding.writer.chance(0.9),
            evidence="Shown by the panel's notes and the learning event.",
            by=owner,
        )


def findings(seeding, day, owner):
    """Four of the six, good practice always among them; then what they ask for."""
    source, words = seeding.review.source, phrases("topics")
    if source.findings.exists():
        return
    made = {}
    for order, number in enumerate((0, 1, 2, seeding.writer.pick([3, 4, 5]))):
        row = words["findings"][number]
        made[number] = Finding(
            board=seeding.board,
            source=source,
            kind=row["kind"],
            level=row["level"],
            title=row["title"],
            text=seeding.said(row["text"]),
            worked_where=row.get("where", ""),
            system_factor=row.get("factor", ""),
            system_level=row.get("at", ""),
            themes=[seeding.said(theme) for theme in row["themes"]],
            impact_strands=["audit", "feedback"],
            order=order,
            created_by=owner,
        )
        made[number]._history_user = owner
        made[number].save()
    for number, row in enumerate(words["recommendations"], start=1):
        recommend(seeding, day, owner, number, row, made)


def publication(seeding, day, owner):
    """Decided by one officer, screened by the other."""
    second = seeding.people.officers[1]
    three_years_on = day + timedelta(365 * 3)
    Publication.objects.create(
        review=seeding.review,
        choice="publish",
        reason="Anonymous, agreed with the family, and no trial is pending.",
        approver="Independent Chair",
        decided_on=day,
        live_from=day,
        take_down_on=three_years_on if three_years_on > seeding.today else None,
        title=seeding.topic["title"],
        text="\n\n".join(seeding.topic[part] for part in ("happened", "why", "done")),
        response="The board accepts the findings and has agreed an action plan.",
        screened_by=second,
        screened_at=evening(day),
        screening_note="Nothing was found.",
        approved_by=owner,
        approved_at=evening(day),
        by=owner,
    )
    source = seeding.review.source
    before = day - timedelta(16)
    record_date(source=source, clock=Clock.REPORT_SENT, on=before, by=owner)
    record_date(source=source, clock=Clock.PUBLISHED, on=day, by=owner)
    source.published_on, source.audience = day, "board"
    source._history_user = owner
    source.save()


def outcome(seeding, day, owner):
    review = seeding.review
    kind = review_type_of(review.source)
    Inspection.objects.create(
        review=review,
        inspectorate=kind.name.en.removeprefix("Inspection: "),
        provider=review.lead_agency,
        of_the_board=kind.legal_type == "inspection_of_the_board",
        judgement="Requires improvement, with strengths",
        strengths="Leaders know their services. Daily decisions are sound.",
        challenges=seeding.topic["why"],
        priority=seeding.board.priorities.first(),
        contribution="The board's audit of the front door was used by inspectors.",
        intended_outcome=seeding.topic["done"],
        assurance="A report to each meeting until the re-visit.",
    )


def presented(seeding, day, owner):
    staff = next(iter(seeding.people.by_agency.values()))
    RotaTurn.objects.create(
        review=seeding.review,
        presenter=staff["agency_lead"],
        meeting_on=day,
        presented_on=day if day < seeding.today else None,
        report="Three points apply here; one is new to us.",
        by=owner,
    )


def plan(seeding, day, owner):
    """A plan where something was asked for; otherwise the reason there is none."""
    source = seeding.review.source
    if source.recommendations.exclude(response=ResponseState.REFUSED).exists():
        write_plan(seeding, day, owner)
        return
    source.no_plan_reason = "Nothing new for this board: it has done what was asked."
    source._history_user = owner
    source.save()


def embedded(seeding, day, owner):
    """Every action shown to work, so that the review may close."""
    for action in seeding.review.source.actions.exclude(status="blue"):
        show_impact(action, day, seeding.writer, owner)


def shared(seeding, day, owner):
    log_share(
        board=seeding.board,
        by=owner,
        kind=ShareKind.BODY,
        body="Practitioners' forum",
        from_group=seeding.review.source.lead_group,
        source=seeding.review.source,
        content="What the close look found, and three questions for supervision",
        on=day,
    )


FILLERS = {
    Condition.CRITERIA_ANSWERED: criteria,
    Condition.DECISION_RECORDED: decision_recorded,
    Condition.DECIDED_TO_REVIEW: decided_to_review,
    Condition.DECIDED_OTHERWISE: decided_otherwise,
    Condition.SCOPE_WRITTEN: scope,
    Condition.LEAD_DECLARED_INDEPENDENT: panel,
    Condition.FAMILY_OFFERED: family,
    Condition.PRACTITIONERS_INVITED: practitioners,
    Condition.LEARNING_EVENT_HELD: event_held,
    Condition.REPORT_COMPLETE: report,
    Condition.PRINCIPLES_ANSWERED: principles,
    Condition.FINDINGS_RECORDED: findings,
    Condition.PUBLICATION_DECIDED: publication,
    Condition.OUTCOME_RECORDED: outcome,
    Condition.PRESENTED: presented,
    Condition.PLAN_OR_REASON: plan,
    Condition.ACTIONS_EMBEDDED: embedded,
    Condition.LEARNING_SHARED: shared,
}
