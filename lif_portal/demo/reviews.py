"""Reviews of every type a board has, each at another stage, walked there in order."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from boards.models import Group
from frameworks.packs import load_pack
from frameworks.reviews import Process, ReviewType
from frameworks.vocabulary import Clock
from learning.choices import SourceAudience
from learning.models import StageEvent
from learning.process import process_of
from learning.services.stages import advance
from lif_portal.demo.handing_in import evening
from lif_portal.demo.papers import keep_papers
from lif_portal.demo.people import main_agency
from lif_portal.demo.plans import write_plan
from lif_portal.demo.review_filing import filed_by_its_agency, turn_to_come
from lif_portal.demo.review_papers import fill
from lif_portal.demo.review_requests import ask_agencies, run_beside
from lif_portal.demo.words import Writer, phrases
from reviews.models import PoolPerson, Review, SinglePoint
from reviews.services.opening import open_review

SKILLS = [
    "systems reviews",
    "learning events",
    "mental health",
    "neglect",
    "exploitation",
    "older people",
    "Welsh speaker",
    "writing",
]
# By process: where the board's reviews of it stand, in turn, and their age in days.
ENDINGS = {
    "statutory_review": [
        ("review", 150),
        ("closed", 900),
        ("screening", 18),
        ("monitoring", 620),
        ("set_up", 75),
        ("not_reviewed", 240),
        ("publication", 330),
        ("action_plan", 420),
    ],
    "rapid_review": [("rapid_review", 16)],
    "discretionary_review": [("review", 90), ("monitoring", 480), ("decision", 12)],
    "close_look": [("follow_up", 300), ("evidence", 40)],
    "forum": [("monitoring", 260), ("learning_event", 45)],
    "inspection": [("action_plan", 140), ("closed", 760), ("outcome", 40)],
    "learning_from_elsewhere": [("presenting", 60), ("closed", 300)],
    "review_of_another_board": [("taking_part", 110)],
    "single_agency_review": [("report", 55)],
    "suicide_review": [("action_plan", 210)],
}
# A board keeps a dozen: the types that say most about it come first.
AT_MOST = 14
PASSED_OVER = {"inspection_probation", "owhr", "mhhr", "inspection_hiw"}
HISTORICAL_AGE = 2900  # days: while the law of serious case reviews still ran


@dataclass
class Seeding:
    """What every step needs to know."""

    board: object
    people: object
    review: Review
    writer: Writer
    topic: dict
    today: date

    @classmethod
    def without_review(cls, board, people):
        """For what follows from no review."""
        today = timezone.localdate()
        return cls(board, people, None, Writer(board.slug, "own"), {}, today)

    def said(self, text: str) -> str:
        """A pattern filled with the topic's own words."""
        return text.format_map(self.topic)

    @property
    def officer(self):
        return self.people.officer


def seed_reviews(board, people) -> list[Review]:
    """The pool, the single points, and a dozen reviews of the board's own types."""
    _seed_pool(board, people)
    _seed_single_points(board, people)
    pack, turns, made = load_pack(board.pack), {}, []
    for number, kind in enumerate(_types(pack)):
        turn = turns.get(kind.process, 0)
        turns[kind.process] = turn + 1
        endings = ENDINGS[kind.process]
        made.append(
            _seed_review(board, people, kind, number, *endings[turn % len(endings)])
        )
    return made


def _types(pack) -> list[ReviewType]:
    """A dozen of the board's types, confined ones always among them."""
    restricted = {group.key for group in pack.groups if group.restricted}
    rows = [kind for kind in pack.review_types if kind.key not in PASSED_OVER]
    rows.sort(key=lambda kind: (kind.lead_group not in restricted, _rank(kind)))
    return rows[:AT_MOST]


def _rank(kind) -> int:
    return list(ENDINGS).index(kind.process) // 2


def _seed_pool(board, people) -> None:
    """Two people who belong to no agency of the board, and some of each agency."""
    outside = [
        people.add(f"reviewer{n}", "reviewer", post="Independent Reviewer")
        for n in (1, 2)
    ]
    people.save()
    rows = [(user, None) for user in outside]
    rows += [
        (staff["agency_contributor"], agency)
        for agency, staff in list(people.by_agency.items())[:8]
    ]
    for user, agency in rows:
        writer = Writer(board.slug, user.email)
        PoolPerson.objects.create(
            board=board,
            user=user,
            employer_id=agency,
            roles=["member"] if agency else ["chair", "reviewer", "member"],
            skills=writer.random.sample(SKILLS, 3),
            available=writer.chance(0.9),
        )


def _seed_single_points(board, people) -> None:
    rows = [
        SinglePoint(board=board, agency_id=agency, user=staff["agency_lead"])
        for agency, staff in list(people.by_agency.items())[:12]
    ]
    bulk_create_with_history(rows, SinglePoint)


def _topic(kind, writer) -> dict:
    bank = phrases("topics")
    strand = kind.strand if kind.strand != "both" else writer.pick(["child", "adult"])
    return writer.pick(bank[strand])


def _seed_review(board, people, kind, number, ending, age) -> Review:
    writer = Writer(board.slug, kind.key, number)
    today = timezone.localdate()
    begun = today - timedelta(HISTORICAL_AGE if kind.valid_to else age)
    topic = _topic(kind, writer)
    restricted = Group.objects.filter(
        board=board, key=kind.lead_group, restricted=True
    ).first()
    owner = _member_of(restricted) if restricted else people.officer
    review = open_review(
        board=board,
        kind=kind,
        values=_values(board, people, kind, topic, begun, writer),
        dates=_first_days(kind, begun),
        by=owner,
        audience=SourceAudience.GROUP if restricted else SourceAudience.PANEL,
    )
    seeding = Seeding(board, people, review, writer, topic, today)
    _event_at(review.source.events.get(), begun)
    end = "closed" if kind.valid_to else ending
    _walk(seeding, kind, end, begun, owner)
    if end == "review" and kind.panel and not restricted:
        ask_agencies(seeding, today - timedelta(21), owner)
        run_beside(seeding, owner)
    if review.panel.exists():
        keep_papers(seeding, owner)
    if end == "action_plan" and review.source.recommendations.exists():
        write_plan(seeding, today - timedelta(3), owner, agreed=False)
    if kind.process == "single_agency_review":
        filed_by_its_agency(seeding)
    if end == "presenting":
        turn_to_come(seeding, owner)
    return review


def _member_of(group):
    return group.seats.filter(holdings__isnull=False).first().holdings.get().user


def _values(board, people, kind, topic, begun, writer) -> dict:
    main = main_agency(board)
    others = [pk for pk in people.by_agency if pk != main.pk][:10]
    involved = [main.pk, *writer.random.sample(others, min(3, len(others)))]
    return {
        "title": f"{kind.name.en}: {topic['title'].lower()}",
        "summary": topic["summary"],
        "strand": kind.strand,
        "lead_group": Group.objects.filter(board=board, key=kind.lead_group).first(),
        "opened_on": begun,
        "agencies": involved,
        "lead_agency_id": involved[1] if len(involved) > 1 else main.pk,
        "owning_board": "Neighbouring Board"
        if kind.process == "review_of_another_board"
        else "",
        "reason_chosen": ""
        if kind.statutory
        else "Below the threshold; similar events twice this year.",
    }


def _first_days(kind: ReviewType, begun) -> dict:
    """Days a referral states: when the authority knew, when it told the panel."""
    if kind.process == "rapid_review":
        return {Clock.AWARE: begun, Clock.NOTIFIED: begun + timedelta(5)}
    return {}


def _event_at(event, day) -> None:
    """Put an event of the past on its own day. Events are append-only: no history."""
    StageEvent.objects.filter(pk=event.pk).update(at=evening(day))


def _walk(seeding, kind, end, begun, owner) -> None:
    """Move by move to where it stands, each move on its own day."""
    source = seeding.review.source
    route = _route(process_of(source), source.stage, end)
    finish = seeding.today - timedelta(3)
    if kind.valid_to:
        finish = begun + timedelta(700)
    step = max((finish - begun) // (len(route) + 1), timedelta(1))
    day = begun
    for move in route:
        day = min(day + step, finish)
        for need in move.needs:
            fill(need, seeding, day, owner)
        event = advance(source=source, to=move.to, by=owner, on=day)
        _event_at(event, day)
        source.refresh_from_db()


def _route(process: Process, start: str, end: str) -> list:
    """The shortest way of moves from one stage to another."""
    ways = [(start, [])]
    seen = {start}
    for stage, moves in ways:
        if stage == end:
            return moves
        for move in process.stage(stage).moves:
            if move.to not in seen:
                seen.add(move.to)
                ways.append((move.to, [*moves, move]))
    return []
