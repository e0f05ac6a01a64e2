"""Learning from deaths: years of a panel, what it released and handed on. Totals made
up for each board; nothing about any death."""

from datetime import date, timedelta

from django.utils import timezone

from actionplans.services.evidence import add_evidence
from actionplans.services.plans import add_action, agree_plan, open_plan
from boards.models import Agency, Group, Seat, SeatHolding
from boards.roles import RoleName
from deaths.choices import ReferralDecision, Subject
from deaths.facts import facts_of
from deaths.models import Panel
from deaths.services import panels, referrals, releases, reports, years
from learning.services.findings import add_finding
from learning.services.recommendations import add_recommendation, issue, reply

# Reviews by category: with modifiable factors, without, not known. Scaled by board.
COUNTS = {
    "inflicted": (1, 0, 0),
    "self_harm": (2, 0, 0),
    "trauma": (4, 1, 0),
    "malignancy": (0, 5, 0),
    "acute": (1, 3, 0),
    "chronic": (0, 3, 0),
    "congenital": (1, 12, 1),
    "perinatal": (7, 15, 0),
    "infection": (1, 3, 0),
    "unexplained": (6, 1, 1),
}
DOMAINS = {"a": (1, 30, 37), "b": (4, 33, 31), "c": (6, 47, 15), "d": (2, 52, 14)}
THEMES = [
    ("public_health", "Unsafe sleeping arrangements away from home, most of all after "
                      "parties and on holidays."),
    ("response", "Joint home visits were held within a day where the rota was shared."),
    ("welfare", "Families in temporary housing moved out of reach of health visitors."),
    ("case_review", "Missed appointments were read as refusal, not as a question."),
]  # fmt: skip
RECOMMENDATIONS = [
    "Each maternity unit gives safer-sleep advice again before discharge and at the "
    "first visit, and records that it was understood.",
    "The housing service offers a cot space in every temporary placement.",
]
ACTIONS = [
    ("Agree one safer-sleep checklist for all visits.", -40),
    ("Report placements without a cot space each quarter.", -12),
    ("Hold one event on safe sleep away from home.", 60),
]
REACH = [1450, 2100, 860, 1240]


def seed_deaths(board, people) -> None:
    """A panel on child deaths where the board has one."""
    panel = Panel.objects.filter(
        group__board=board, subject=Subject.CHILD_DEATH
    ).select_related("group__board").first()  # fmt: skip
    if panel is None:
        return
    chair, officer = keepers(panel.group, people)
    made = [_year(panel, year, at, officer) for at, year in enumerate(_years(panel))]
    for year in made:
        year.panel = panel
    _asks(made[-2], people, chair)
    _release(panel, made[:-1], people, chair, officer)
    _refer(panel, people, officer)
    _cut_over(panel, officer)


def keepers(group, people):
    """Who chairs and who keeps the records: seats are made and filled as needed."""
    return [_in_seat(group, people, role) for role in ("chair", "officer")]


def _in_seat(group, people, role):
    posts = {"chair": "Chair", "officer": "Co-ordinator"}
    seat = group.seats.filter(role=role).first() or Seat.objects.create(
        group=group, role=role, post_en=posts[role], voting=role == "chair"
    )
    if held := SeatHolding.objects.live().filter(seat=seat).first():
        return held.user
    person = _plain(group, people) if role == "chair" else None
    person = person or people.add(
        f"{role}.{group.pk}", RoleName.PRACTITIONER, post=seat.post_en
    )
    people.save()
    SeatHolding.objects.create(
        seat=seat, user=person, nominated_by=people.officer, held_from=date(2025, 4, 1)
    )
    return person


def _plain(group, people):
    """The login that is told to visitors, where it sits on this group or on none."""
    user = type(people.officer).objects.filter(
        email=f"restricted@{group.board.slug}.example.org"
    ).first()  # fmt: skip
    if user is None:
        return people.add("restricted", RoleName.PRACTITIONER, post="Panel chair")
    return user


def _years(panel) -> list[str]:
    """Three years and this one; of a panel that ended, its last."""
    today = panel.latest_on or timezone.localdate()
    first = today.year - (1 if today.month < 4 or panel.latest_on else 0)
    return [f"{y}-{(y + 1) % 100:02}" for y in range(first - 3, first + 1)]


def _year(panel, year, at, by):
    made = years.open_year(panel=panel, year=year, by=by)
    part = 0.5 if at == 3 else 1 - 0.08 * at
    columns = ("yes", "no", "unknown")
    numbers = {
        (key, column): round(number * part)
        for key, row in COUNTS.items()
        for column, number in zip(columns, row, strict=True)
    }
    made = years.save_counts(
        year=made, table="category", form="", numbers=numbers,
        version=made.version, by=by,
    )  # fmt: skip
    day = years.first_day(year)
    form = next(f for f in facts_of(panel.board).forms if f.in_force(day))
    scores = {
        (domain, str(score)): round(number * part)
        for domain, row in DOMAINS.items()
        for score, number in enumerate(row)
    }
    made = years.save_counts(
        year=made, table="domain", form=form.key, numbers=scores,
        version=made.version, by=by,
    )  # fmt: skip
    for purpose, text in THEMES[: 4 - at % 2]:
        years.add_theme(year=made, purpose=purpose, text=text, theme=None, by=by)
    words = "Perinatal events are still the most. Unsafe sleep is what could change."
    return years.save_commentary(
        year=made, commentary=words, version=made.version, by=by
    )


def _asks(year, people, chair) -> None:
    """What the yearly report recommends, the replies noted, the plan at work."""
    source, board = year.source, year.panel.board
    asked = [
        add_recommendation(
            source=source, by=chair,
            values={"text": text, "addressee": str(to)},
        )
        for text, to in zip(RECOMMENDATIONS, _named(people), strict=False)
    ]  # fmt: skip
    asked = issue(recommendations=asked, by=chair)
    reply(
        recommendation=asked[0], response="accepted", reason="",
        version=asked[0].version, by=chair,
    )  # fmt: skip
    plan = open_plan(
        board=board, by=chair, source=source, title=f"Panel's plan {year.year}",
        monitoring_group=year.panel.group,
    )  # fmt: skip
    agencies = list(_named(people))
    for at, (text, days) in enumerate(ACTIONS):
        action = add_action(
            plan=plan, by=chair, text=text, agency=agencies[at % len(agencies)],
            due_on=timezone.localdate() + timedelta(days),
            intended_outcome="Safer sleep",
        )  # fmt: skip
        if not at:
            add_evidence(
                action=action, by=chair, title="Checklist in draft",
                summary="Used by two teams for a month.",
            )  # fmt: skip
    agree_plan(plan=plan, by=chair)


def _named(people):
    return Agency.objects.filter(pk__in=list(people.by_agency)[:3]).order_by("pk")


def _release(panel, made, people, chair, officer) -> None:
    """The years before this one, to the boards it serves; the board follows up."""
    board = panel.board
    release = releases.make_release(
        panel=panel, by=officer, years=made,
        boards=[board, *panel.group.shared_with.all()],
        sent_also=panel.serves_also, title=f"Yearly report to {made[-1].year}",
        words="What the panel learnt. Modifiable factors were most often about sleep "
              "and housing.",
    )  # fmt: skip
    releases.approve(release=release, by=chair)
    group = Group.objects.of(board).filter(restricted=False).first()
    report = reports.receive_release(
        release=release, board=board, lead_group=group,
        received_on=timezone.localdate(), by=people.officer,
    )  # fmt: skip
    add_finding(
        source=report.source, by=people.officer,
        values={
            "kind": "lesson", "title": "Safer-sleep advice is given once, and early",
            "text": "It is not said again when a family travels or moves.",
        },
    )  # fmt: skip
    issue(recommendations=report.source.recommendations.all()[:1], by=people.officer)
    reports.add_campaign(
        release=release, board=board, by=people.officer, trend=THEMES[0][1][:200],
        name="Every sleep, everywhere", begun_on=timezone.localdate(),
        reach=REACH[board.pk % 4], counted="Parents spoken to, by the health visitors",
        difference="",
    )  # fmt: skip


def _refer(panel, people, officer) -> None:
    """One referral decided, one that waits."""
    group = Group.objects.of(panel.board).filter(restricted=False).last()
    for at, reason in enumerate((
        "Services met the family apart from each other, and no plan was shared.",
        "What was known about the home was not passed on between areas.",
    )):  # fmt: skip
        made = referrals.refer(
            panel=panel, board=panel.board, to_group=group, reason=reason, by=officer,
            referred_on=timezone.localdate() - timedelta(70 - 60 * at),
        )  # fmt: skip
        if not at:
            referrals.decide(
                referral=made, version=made.version, by=people.officer,
                values={
                    "decision": ReferralDecision.OTHER,
                    "decision_reason": "The same was learnt last year; agencies look "
                                       "back on it together instead.",
                    "decided_on": timezone.localdate() - timedelta(48),
                },
            )  # fmt: skip


def _cut_over(panel, by) -> None:
    """Open reviews everywhere; where the pack names a last day, a panel that ended."""
    made = panels.start_reviews(panel=panel, number=6, by=by)
    if panel.latest_on is None:
        panels.finish_review(review=made[0], on=timezone.localdate(), by=by)
        return
    panels.cut_over(
        panel=panel, on=date(2019, 9, 29), successor="Child death review partners",
        version=panel.version, by=by,
    )  # fmt: skip
    panels.finish_review(review=made[0], on=date(2019, 11, 20), by=by)
    panel.refresh_from_db()
    handed = panels.hand_over(
        panel=panel, reviews=made[1:], to="Child death review partners",
        handed_on=date(2020, 1, 29), what="Minutes, reports of agencies, form of "
        "analysis as far as it was written", by=by,
    )  # fmt: skip
    panels.receive(
        hand_over=handed, received_by="Child death review partners",
        received_on=date(2020, 2, 3), by=by,
    )  # fmt: skip
