"""What people do inside a review, in their words; journeys go on where it stands."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from reviews.models import Review
from reviews.services.panel import appoint, declare
from tests import factories as make

THREE = ("what_happened", "why_it_happened", "what_will_be_done")


def today():
    return timezone.localdate()


class Reviewing:
    """One person at one review. `axe` looks at each page they come to."""

    def __init__(self, page, axe, board, url=""):
        self.page, self.axe, self.board, self.url = page, axe, board, url
        page.set_default_timeout(15_000)

    def seen_by(self, page):
        """The same review, by somebody else."""
        return Reviewing(page, self.axe, self.board, self.url)

    @property
    def review(self):
        return Review.objects.get(source__reference=self.url.split("/")[-2])

    def open(self, type_name, title, summary):
        """From the list of reviews to the new review's own page."""
        self._look(f"/{self.board.slug}/reviews/")
        self.press("Open a review")
        self.axe(self.page)
        self.page.get_by_role("link", name=type_name, exact=True).first.click()
        self.axe(self.page)
        self.page.fill("#id_title", title)
        self.page.fill("#id_summary", summary)
        if self.page.locator("#id_strand").count():
            self.page.select_option("#id_strand", "child")
        if self.page.locator("#id_reason_chosen").count():
            self.page.fill("#id_reason_chosen", "Audits point to it.")
        self.press("Open the review")
        self.axe(self.page)
        self.page.get_by_role("button", name="Go to the review").click()
        self.page.wait_for_url("**/reviews/LS-*/")
        self.axe(self.page)
        self.url = self.page.url
        return self

    def to(self, part):
        """One of the review's pages."""
        self._look(self.url + part + "/")
        return self

    def _look(self, url):
        self.page.goto(url)
        self.axe(self.page)

    def press(self, words):
        main = self.page.locator("main")
        main.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()

    def expect_words(self, words):
        expect(self.page.locator("main")).to_contain_text(words)

    def move(self, to):
        """Move the review on to another stage."""
        self.to(f"move/{to}")
        self.press("Move it on")
        expect(self.page).to_have_url(self.url)
        assert self.review.source.stage == to

    def refused(self, to, words):
        """Find out on the way what is missing."""
        self.to(f"move/{to}")
        self.expect_words(words)

    def choose(self, name, value):
        self.page.check(f"input[name={name}][value={value}]")

    def day(self, name, day):
        for part in ("day", "month", "year"):
            self.page.fill(f"input[name={name}_{part}]", str(getattr(day, part)))

    def answer_criteria(self, reason, **given):
        """Answer every criterion: met, unless `given` says otherwise."""
        self.to("screening")
        names = self.page.locator("main textarea").evaluate_all(
            "boxes => boxes.map(box => box.name)"
        )
        for name in names:
            key = name.removeprefix("words_")
            self.choose(f"answer_{key}", given.get(key, "met"))
            self.page.fill(f"textarea[name={name}]", reason)
        self.press("Save answers")
        self.axe(self.page)

    def decide(self, outcome, *, test="", reason, **words):
        """Record what was decided today by the chair."""
        self.to("decision")
        self.choose("outcome", outcome)
        if test:
            self.choose("test_met", test)
        for name, text in {"reason": reason, **words}.items():
            self.page.fill(f"#id_{name}", text)
        self.day("decided_on", today())
        self.page.fill("#id_decided_by", "Independent Chair")
        self.press("Record decision")
        self.axe(self.page)

    def write_scope(self, scope, proportionality, method=""):
        self.to("scope")
        self.page.fill("#id_scope", scope)
        self.page.fill("#id_proportionality", proportionality)
        self.page.fill("#id_methodology", method)
        self.press("Save")
        self.expect_words("Scope and proportionality are written")

    def invite(self, role, *, agency="", contribution=""):
        """Practitioners of a role were invited to the event and came."""
        self.to("involvement")
        self.page.click("text=Add a practitioner's role")
        self.axe(self.page)
        self.page.fill("#id_role", role)
        if agency:
            self.page.select_option("#id_agency", label=agency)
        self.page.fill("#id_number", "2")
        self.page.select_option("#id_method", label="Learning event")
        self.page.select_option("#id_reply", label="Took part")
        self.page.fill("#id_contribution", contribution)
        self.day("offered_on", today())
        self.press("Save")
        self.expect_words(role)

    def offer_family(self, relationship, would_change):
        """Somebody of the family was told how, took part, and was promised a change."""
        self.to("involvement")
        self.page.click("text=Add an offer to the family")
        self.axe(self.page)
        self.page.select_option("#id_relationship", label=relationship)
        self.day("offered_on", today())
        self.page.check("#id_explanation_given")
        self.page.select_option("#id_method", label="Meeting")
        self.page.select_option("#id_reply", label="Took part")
        self.page.fill("#id_contribution", "Nobody came back to them.")
        self.page.fill("#id_how_used", "It opens the report.")
        self.page.fill("#id_would_change", would_change)
        self.press("Save")
        self.expect_words("What we said would change, not told back yet")

    def hold_event(self, note):
        self.to("learning-event")
        self.day("held_on", today())
        self.page.fill("#id_learning_event_note", note)
        self.press("Save")
        self.axe(self.page)

    def write_report(self, **texts):
        """What happened, why, what will be done."""
        self.to("report")
        for name, text in texts.items():
            self.page.fill(f"#id_{name}", text)
        self.press("Save")
        self.axe(self.page)

    def find(self, title, text, *, themes=""):
        """Write down a lesson for several agencies."""
        self._look(self._learning("findings/add/"))
        self.choose("kind", "lesson")
        self.choose("level", "multi_agency")
        self.page.fill("#id_title", title)
        self.page.fill("#id_text", text)
        self.page.fill("#id_themes", themes)
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()
        self._look(self._learning("findings/"))
        self.expect_words(title)

    def recommend(self, text, *, agency):
        """Write down what every finding so far asks of an agency."""
        self._look(self._learning("recommendations/add/"))
        self.page.fill("#id_text", text)
        for box in self.page.locator("input[name=findings]").all():
            box.check()
        self.page.select_option("#id_addressee_agency", label=agency)
        self.press("Save")
        self.expect_words(text)
        self.axe(self.page)

    def decide_publication(self, title, response):
        """What the public reads begins with what was written for the report."""
        self.to("publication")
        self.choose("choice", "publish")
        self.page.fill("#id_reason", "Anonymous, and the family agrees.")
        self.page.fill("#id_approver", "Independent Chair")
        self.page.fill("#id_title", title)
        self.page.fill("#id_response", response)
        self.press("Save")
        self.expect_words("Ask a colleague to open this page and screen them")
        self.axe(self.page)

    def screen_publication(self):
        """A second pair of eyes."""
        self.to("publication")
        self.press("Screen it")
        self.axe(self.page)
        self.press("I have read it: nobody is recognisable")
        self.axe(self.page)

    def thread(self):
        """The golden thread of the review."""
        self._look(self._learning("thread/"))

    def _learning(self, rest):
        return self.url.replace("/reviews/", "/learning/") + rest

    def keep_principles(self, evidence, not_kept=()):
        """Answer every principle of the board, with evidence or the reason."""
        self.to("principles")
        boxes = self.page.locator("main textarea").count()
        for number in range(1, boxes + 1):
            kept = "not_kept" if number in not_kept else "kept"
            self.choose(f"answer_{number}", kept)
            self.page.fill(f"#id_words_{number}", evidence)
        self.press("Save answers")
        self.expect_words("Every principle is answered")

    def tick(self, output, where):
        """Mark one output as done today."""
        self.to("outputs")
        row = self.page.locator("main tr", has_text=output)
        row.get_by_role("link").click()
        self.axe(self.page)
        self.day("done_on", today())
        self.page.fill("#id_note", where)
        self.press("Save")
        self.expect_words(where)

    def beside(self, kind, waits):
        """Another process runs on the same events."""
        self.to("parallel")
        self.press("Add a process")
        self.axe(self.page)
        self.page.select_option("#id_kind", label=kind)
        self.page.get_by_label(waits, exact=True).check()
        self.day("expected_on", today() + datetime.timedelta(90))
        self.press("Save")
        self.expect_words(waits)


def named(review, role, by):
    """An independent person of the pool, appointed and declared.

    Pool, appointment and declaration have pages and a journey of their own.
    """
    member = make.MembershipFactory(board=review.board, role="reviewer")
    person = make.PoolPersonFactory(board=review.board, user=member.user, roles=[role])
    place = appoint(review=review, person=person, role=role, by=by)
    declare(member=place, declaration="independent", interests="", by=member.user)
    return member.user
