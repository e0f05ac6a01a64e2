"""Complaints and compliments by quarter, lessons from them, reports over the years."""

from datetime import date, timedelta

from django.utils import timezone

from boards.choices import AreaOfWork
from boards.models import Agency, BoardAgency, Group
from lif_portal.demo.words import Writer
from voices.choices import CountedBy, Part, Readers
from voices.facts import complaint_themes, facts_of, processes
from voices.services.counts import answer_counts, ask_counts, close_round
from voices.services.lessons import note_lesson, set_monitoring
from voices.services.reports import file_report

QUARTERS = {4: "April to June", 7: "July to September", 10: "October to December",
            1: "January to March"}  # fmt: skip
ASKED = 9  # agencies a quarter
SUMMARIES = [
    "Most were about waiting for a first visit and about not being called back.",
    "People thanked workers who explained what would happen next.",
    "Several said that the same thing had to be told again to each new worker.",
    "Letters were hard to read; three teams now use a plain one.",
]
LESSONS = [
    ("Say who decides, and when", "Families who complained had not understood that the "
     "conference, and not one worker, decides.", "Ten letters are read each quarter.",
     "Nine of ten said who decides."),
    ("A second opinion is not a complaint", "Asking for a review of a decision was "
     "handled as a complaint and took three months.",
     "The group sees the time taken at each meeting.", ""),
    ("Words in a plan that hurt", "Plans used words about parents that nobody would "
     "say to them.", "", ""),
]  # fmt: skip
SOME = {
    "designated_officer": (
        "Allegations about people who work with children",
        "Employers in sport and transport tell late; schools tell early.",
        "Clubs and drivers need to know whom to call.",
    ),
    "private_fostering": (
        "Private fostering",
        "Few are notified; language schools know of more than the council does.",
        "Ask admission teams to tell.",
    ),
    "education": (
        "Safeguarding in schools",
        "More children are taught at home, and some were known to services.",
        "",
    ),
}


def seed_voices_counted(board, people) -> None:
    """Four quarters, the last one open; three lessons; reports of three years."""
    Counting(board, people).everything()


class Counting:
    """One board's counts."""

    def __init__(self, board, people):
        self.board, self.people, self.by = board, people, people.officer
        self.today = timezone.localdate()
        wanted = facts_of(board).rules.complaints_to
        groups = Group.objects.of(board).filter(restricted=False).order_by("pk")
        self.group = groups.filter(key__in=wanted).first() or groups.first()

    def everything(self) -> None:
        agencies = self._agencies()
        starts = self._quarters(4)
        for at, first in enumerate(starts):
            self._quarter(first, agencies, is_last=at == len(starts) - 1)
        for at, lesson in enumerate(LESSONS):
            self._lesson(at, *lesson)
        for facts in facts_of(self.board).reports:
            self._reports(facts)

    def _agencies(self) -> list[Agency]:
        links = BoardAgency.objects.live().filter(board=self.board)
        links = links.exclude(agency__sector="school").select_related("agency")
        return [link.agency for link in links.order_by("pk")[:ASKED]]

    def _quarters(self, number) -> list[date]:
        """First days of the last whole quarters, oldest first."""
        month = 3 * ((self.today.month - 1) // 3) + 1
        found, day = [], date(self.today.year, month, 1)
        for _one in range(number):
            day = (day - timedelta(1)).replace(day=1)
            day = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
            found.append(day)
        return found[::-1]

    def _quarter(self, first, agencies, *, is_last) -> None:
        last = (first + timedelta(95)).replace(day=1) - timedelta(1)
        due = self.today + timedelta(9) if is_last else last + timedelta(30)
        asked = ask_counts(
            board=self.board, agencies=agencies, by=self.by,
            values={
                "label": f"{QUARTERS[first.month]} {first.year}", "starts_on": first,
                "ends_on": last, "due_on": due, "group": self.group,
            },
        )  # fmt: skip
        for number, row in enumerate(asked.returns.select_related("agency")):
            if is_last and number % 3 == 2:
                continue  # still to come
            if not is_last and number == 7 and first.month in (1, 7):
                continue  # never answered
            self._answer(row, number, draft=is_last and number % 3 == 1)
        if not is_last:
            close_round(count_round=asked, by=self.by)

    def _answer(self, row, number, *, draft) -> None:
        writer = Writer(self.board.slug, row.agency.name_en, row.round.label)
        lead = self.people.by_agency[row.agency_id]["agency_lead"]
        nil = number == 5
        complaints = 0 if nil else writer.random.choice([2, 4, 9, 13, 21, 34])
        values = {
            "compliments": 0 if nil else writer.random.randint(0, 40),
            "complaints": complaints,
            "representations": 0 if nil else writer.random.randint(0, 9),
            "nil": nil,
            "summary": "" if nil else SUMMARIES[number % len(SUMMARIES)],
        }
        lines = self._split(writer, complaints, CountedBy.PROCESS, processes)
        lines |= self._split(writer, complaints, CountedBy.THEME, complaint_themes)
        answer_counts(
            row=row, values=values, lines=lines, hand_in=not draft, version=1, by=lead
        )

    def _split(self, writer, complaints, by_list, known) -> dict:
        """Each complaint under one key of a list, the first keys more often."""
        keys = [key for key, _name in known(self.board)]
        weights = range(len(keys) + 2, 2, -1)
        found = dict.fromkeys(((by_list.value, key) for key in keys), 0)
        for key in writer.random.choices(keys, weights, k=complaints):
            found[by_list.value, key] += 1
        return found

    def _lesson(self, at, title, text, monitoring, outcome) -> None:
        known = [key for key, _name in processes(self.board)]
        both = self.board.strand == AreaOfWork.BOTH
        strand = AreaOfWork.BOTH if both else self.board.strand
        made = note_lesson(
            board=self.board, by=self.by,
            values={
                "title": title, "summary": text, "strand": strand,
                "lead_group": self.group, "shared_with": [], "audience": Readers.GROUP,
                "process": known[at % len(known)],
                "opened_on": self.today - timedelta(110 - 40 * at),
            },
        )  # fmt: skip
        if monitoring:
            set_monitoring(
                lesson=made, monitoring=monitoring, outcome=outcome,
                version=made.version, by=self.by,
            )  # fmt: skip

    def _reports(self, facts) -> None:
        """Three years, by halves where the board receives halves."""
        title, lesson, improvement = SOME[facts.key]
        parts = [Part.YEAR] if facts.every_months == 12 else [Part.FIRST, Part.SECOND]
        last = self.today.year - (self.today.month < 4) - 1
        agency = self._agencies()[0]
        for at, year in enumerate(range(last - 2, last + 1)):
            for part in parts:
                self._report(facts, agency, year, part, at, title, lesson, improvement)

    def _report(self, facts, agency, year, part, at, title, lesson, improvement):
        writer = Writer(self.board.slug, facts.key, year, part)
        lines = {
            theme.key: (writer.random.randint(2, 14) + 4 * at * (n == 1), n == 1)
            for n, theme in enumerate(facts.themes)
        }
        words = f"{year}-{(year + 1) % 100:02d}"
        ended = date(year, 9, 30) if part == Part.FIRST else date(year + 1, 3, 31)
        received = ended + timedelta(75)
        latest = received > self.today
        file_report(
            board=self.board, by=self.by, lines=lines,
            values={
                "kind": facts.key, "year": words, "part": part,
                "title": f"{title} {words}", "summary": lesson,
                "improvement": improvement, "strand": AreaOfWork.CHILD,
                "owner_agency": agency, "lead_group": self.group,
                "audience": Readers.BOARD, "total": sum(n for n, _i in lines.values()),
                "received_by": None if latest else self.group,
                "received_on": None if latest else received,
                "opened_on": min(ended + timedelta(50), self.today),
            },
        )  # fmt: skip
