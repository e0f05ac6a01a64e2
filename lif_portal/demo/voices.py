"""Who was heard on a board, what they said, what changed; surveys over five years."""

from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from boards.choices import AreaOfWork
from boards.models import Agency, Group
from learning.process import said
from lif_portal.demo.words import Writer
from voices.choices import Given, Readers
from voices.facts import facts_of, methods, parents, phases
from voices.services.activities import decide, escalate, record_activity, tell_back
from voices.services.surveys import add_year, open_survey, put_results

# Method, medium, title, group heard, number, days ago, rung, heard, changed.
CHILDREN = [
    ("consultation", "conversation", "What a first visit is like",
     "Young people who have a plan", 14, 210, "consulted",
     "Say who you are before you ask. Come back when you said you would.",
     "The first visit now begins with a card that says who comes and why."),
    ("interview_panel", "conversation", "Young people choose a head of service",
     "Young people leaving care", 6, 160, "adult_initiated",
     "Somebody who listens answers the question you asked.",
     "Their question is asked in each interview; the panel has a vote."),
    ("advocacy", "film_or_sound", "What advocates heard this half-year",
     "Children who had an advocate", 31, 120, "consulted",
     "Meetings are long and the words are hard.", ""),
    ("feedback", "drawing", "Drawings about feeling safe",
     "Pupils in years 2 and 3", 58, 95, "assigned",
     "The way home and the toilets are where they do not feel safe.",
     "Two schools changed who stands where at the end of the day."),
    ("part_in_audit", "online", "Children's answers in the joint audit",
     "Children in the audit's sample, by their workers", 11, 70, "tokenism",
     "Few remembered being asked anything.", ""),
    ("standing_group", "play_or_drama", "The youth forum plans its own campaign",
     "The youth forum", 17, 40, "child_initiated",
     "Adults talk of risk; they talk of having nowhere to go.",
     "Their campaign is on the board's plan for the spring."),
    ("feedback", "observation", "Babies and toddlers at contact",
     "Children under three, watched by those who know them", 9, 33, "decoration",
     "Handing over in a hurry upsets them each time.", ""),
    ("consultation", "writing", "Parents on what conferences are like",
     "Parents after a conference", 22, 25, "",
     "They read the report at the door.",
     "Reports go out two days before."),
    ("feedback", "signs_or_symbols", "Young people who use symbols",
     "Pupils of a special school", 8, 12, "consulted",
     "They want to choose who goes with them.", ""),
]  # fmt: skip
ADULTS = [
    ("carers_forum", "conversation", "Carers on the first call",
     "Unpaid carers", 12, 140, "consulted",
     "They told it four times before somebody wrote it down.",
     "One note is shared by the three teams that take the call."),
    ("feedback", "conversation", "What adults wanted from the enquiry",
     "Adults at risk, after the enquiry closed", 19, 60, "consulted",
     "Being safe was one thing; keeping the flat was the other.", ""),
    ("consultation", "writing", "Residents on visits by professionals",
     "Residents of three homes", 27, 18, "assigned",
     "They would like to know the day before.", ""),
]  # fmt: skip
TOLD = [
    "A visit to the group", "A letter with pictures", "A short film shown at the forum",
]  # fmt: skip
NOT_CHANGED = "Nothing yet: the group asked for the costs first, and told them so."
REASON = "Two agencies heard the same. Neither can change the form alone."
OUTCOME = (
    "Taken on: one form from the spring, and the group looks again in half a year."
)


def seed_voices(board, people) -> None:
    """Activities of several agencies on several rungs, some late to be told back; the
    board's own surveys."""
    Hearing(board, people).everything()


class Hearing:
    """One board's voices."""

    def __init__(self, board, people):
        self.board, self.people, self.by = board, people, people.officer
        self.today = timezone.localdate()
        self.groups = list(
            Group.objects.of(board).filter(restricted=False).order_by("pk")
        )
        self.writer = Writer(board.slug, "voices")

    def everything(self) -> None:
        rows = self._rows()
        agencies = cycle([None, *self._agencies()])
        made = [self._heard(row, next(agencies)) for row in rows]
        for at, activity in enumerate(made):
            if activity.changed or at == 2:
                self._told(activity, at)
        self._escalated(made)
        for facts in facts_of(self.board).surveys:
            self._survey(facts)

    def _rows(self):
        known = {key for key, _name in methods(self.board)}
        rows = list(CHILDREN)
        if self.board.strand != AreaOfWork.CHILD:
            rows += ADULTS
        return [row for row in rows if row[0] in known]

    def _agencies(self) -> list[Agency]:
        """Not all: the map shows who hears nobody."""
        rows = Agency.objects.serving(self.board).exclude(sector="school")
        return list(rows.order_by("pk")[:6])

    def _heard(self, row, agency):
        method, medium, title, group, number, days, rung, heard, changed = row
        adult = row in ADULTS
        return record_activity(
            board=self.board, by=self._lead(agency),
            values={
                "title": title, "strand": AreaOfWork.ADULT if adult else self._strand(),
                "owner_agency": agency, "lead_group": self.writer.pick(self.groups),
                "audience": Readers.BOARD, "method": method, "medium": medium,
                "group_heard": group, "number": number,
                "held_on": self.today - timedelta(days), "heard": heard,
                "changed": changed, "ladder": "hart" if rung else "", "rung": rung,
            },
        )  # fmt: skip

    def _strand(self):
        return AreaOfWork.CHILD

    def _lead(self, agency):
        staff = self.people.by_agency.get(agency.pk) if agency else None
        return staff["agency_lead"] if staff else self.by

    def _told(self, activity, at) -> None:
        tell_back(
            activity=activity, changed=activity.changed or NOT_CHANGED,
            told_back_on=min(
                activity.held_on + timedelta(20 + 6 * at), self.today
            ),
            told_back_how=TOLD[at % len(TOLD)], version=activity.version,
            by=activity.source.created_by,
        )  # fmt: skip

    def _escalated(self, made) -> None:
        """One decided, one that waits."""
        for activity, outcome in zip(made[1:3], (OUTCOME, ""), strict=False):
            put = escalate(
                activity=activity, to_group=self.groups[0], reason=REASON,
                escalated_on=activity.held_on + timedelta(15), by=self.by,
            )  # fmt: skip
            if outcome:
                decide(
                    escalation=put, outcome=outcome, version=put.version,
                    decided_on=put.escalated_on + timedelta(30), by=self.by,
                )  # fmt: skip

    def _survey(self, facts) -> None:
        """Five years; in the fourth the first question got other words."""
        agency = next(iter(self._agencies()))
        survey = open_survey(
            board=self.board, by=self._lead(agency), source_key=facts.source,
            values={
                "title": said(facts.title), "asked_by": said(facts.asked_by),
                "population": said(facts.population), "owner_agency": agency,
                "strand": self._survey_strand(facts), "lead_group": self.groups[0],
                "audience": Readers.BOARD,
            },
        )  # fmt: skip
        last = self.today.year - (self.today.month < 9)
        starts = [self.writer.random.randint(48, 88) for _one in facts.questions]
        for at, year in enumerate(range(last - 4, last + 1)):
            self._year(survey, facts, starts, at, year)

    def _survey_strand(self, facts):
        adult = "adult" in facts.key
        return AreaOfWork.ADULT if adult else AreaOfWork.CHILD

    def _year(self, survey, facts, starts, at, year) -> None:
        edition = add_year(
            survey=survey, by=survey.source.created_by,
            values={"year": f"{year}-{(year + 1) % 100:02d}"},
        )  # fmt: skip
        first = survey.questions.first()
        rows = []
        for question, (text, start) in enumerate(
            zip(facts.questions, starts, strict=True)
        ):
            words, reworded = said(text), question == 0 and at >= 3
            words = f"{words}, most of the time" if reworded else words
            shared = {"text": words, "question": first if reworded else None}
            drift = (question % 3 - 1) * 2 * at - (9 if reworded else 0)
            rows += self._rows_of(shared, start + drift, at)
        put_results(edition=edition, rows=rows, by=survey.source.created_by)

    def _rows_of(self, shared, percent, at) -> list[dict]:
        """Leaves of the board's phases, and everybody as their sum."""
        leaves = self._leaves()
        if not leaves:
            people = 38 + 3 * at
            return [_row(shared, "", people, round(people * percent / 100))]
        found = []
        for number, phase in enumerate(leaves):
            people = 620 + 170 * number + 11 * at
            share = min(max(percent - 7 * number, 1), 99) / 100
            found.append(_row(shared, phase, people, round(people * share)))
        people = sum(row["answered"] for row in found)
        yes = sum(row["number"] for row in found)
        return [_row(shared, "", people, yes), *found]

    def _leaves(self) -> list[str]:
        if self.board.slug == "cwm-taf-morgannwg":  # its survey is of adults
            return []
        above = parents(self.board)
        groups = [key for key in above if above[key]]  # year groups, where it has them
        return groups or [key for key, _name in phases(self.board)]


def _row(shared, phase, answered, number) -> dict:
    return shared | {
        "phase": phase, "answered": answered, "number": number, "given": Given.COUNT,
    }  # fmt: skip
