"""What people do in the browser, in their words."""

from pathlib import Path

from playwright.sync_api import expect


class Steps:
    """Journeys are made of these. `axe` looks at each page they lead to."""

    def __init__(self, open_page, axe):
        self.open_page, self.axe = open_page, axe

    def prepare(self, page, board, questionnaire, *, due, tick=(), sectors=()):
        """An officer prepares a round up to its check page."""
        page.goto(f"/{board.slug}/rounds/")
        self.axe(page)
        page.click("text=Prepare a round")
        page.get_by_label(questionnaire, exact=True).check()
        page.click("button:text-is('Continue')")
        self._dates(page, "due_on", due)
        self._choose(page, tick, sectors)
        self.axe(page)
        page.click("button:text-is('Save and check')")
        expect(page.locator("h1")).to_have_text("Check before issuing")
        self.axe(page)

    def issue(self, page):
        """... and sends it out. Gives the address of the round's page."""
        page.click("button:text-is('Issue the round now')")
        page.wait_for_url("**/rounds/LS-*/")
        self.axe(page)
        return page.url

    def _dates(self, page, name, day):
        for part in ("day", "month", "year"):
            page.fill(f"input[name={name}_{part}]", str(getattr(day, part)))

    def _choose(self, page, tick, sectors):
        if not (tick or sectors):
            return
        way = "Agencies one by one" if tick else "Every agency of some sectors"
        page.get_by_label(way).check()
        shown = page.locator("input[name=agencies], input[name=sectors]")
        for box in shown.all():
            if box.is_visible() and box.is_checked():
                box.uncheck()
        for words in [*tick, *sectors]:
            page.get_by_label(words).first.check()

    def open_return(self, page):
        """From the work page to the agency's return."""
        page.goto("/your-work/")
        self.axe(page)
        page.locator("main table a").first.click()
        page.wait_for_url("**/returns/RET-*/")
        self.axe(page)
        return page.url

    def rate(self, page, level, position, evidence=""):
        """Answer the rating on the open page, with evidence, and save it."""
        page.check(f"input[name=level][value={level}]")
        page.fill("#id_position", position)
        if evidence:
            self.link_evidence(page, evidence)
        self.save(page)

    def link_evidence(self, page, title):
        page.click("summary:has-text('Add evidence')")
        page.fill("#id_title", title)
        page.fill("#id_link", "https://evidence.example.org/minutes")
        page.click("text=Save and add this evidence")
        expect(page.locator("main")).to_contain_text(f"{title} (")

    def save(self, page):
        page.click("button:text-is('Save')")
        page.wait_for_load_state()

    def write(self, page, words):
        """Answer a question in words and save it."""
        page.fill("#id_text", words)
        self.save(page)

    def check_and_send(self, page, return_url, button):
        """Read everything once more, then send."""
        page.goto(return_url + "review/")
        self.axe(page)
        page.click(f"button:text-is('{button}')")
        page.wait_for_load_state()
        self.axe(page)

    def build(self, page, link):
        """Ask for a document, wait for the worker, download it."""
        page.click(f"a:text-is('{link}')")
        self.axe(page)
        page.click("button:text-is('Build it')")
        download = page.locator("a:has-text('Download (')")
        expect(download).to_be_visible(timeout=90_000)
        self.axe(page)
        with page.expect_download() as waiting:
            download.click()
        return Path(waiting.value.path()).read_bytes()
