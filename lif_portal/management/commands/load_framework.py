"""Makes a board's rows from its pack: shows what would change, then changes it."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from audits.services.questionnaires import load_questionnaire
from boards.models import Board
from frameworks.build import PackError
from frameworks.packs import load_pack, pack_slugs
from learning.services.loading import Change, Effect, Report, load


class Command(BaseCommand):
    help = "Load the framework of one board, or of all, from its pack."
    # A pack that does not load is reported here, by its own address.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="*", help="board, as its pack is named")
        parser.add_argument("--all", action="store_true", help="every board")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *, slug, all, yes, dry_run, **options):
        packs = self._packs(pack_slugs() if all else slug)
        for pack in packs:
            report = run(pack, dry_run=True)
            self._show(report, options["verbosity"])
            if dry_run or report.changes_nothing:
                # What the pack says may be new to remember even if no row changes.
                run(pack, dry_run=dry_run)
            elif yes or self._agreed():
                run(pack, dry_run=False)
                self.stdout.write(self.style.SUCCESS("Loaded."))
            else:
                self.stdout.write("Nothing changed. Add --yes to change it.")

    def _packs(self, slugs):
        """Every pack first, so that a broken one stops all before any change."""
        if not slugs:
            raise CommandError("Name a board, or say --all. " + ", ".join(pack_slugs()))
        try:
            return [load_pack(slug) for slug in slugs]
        except PackError as error:
            raise CommandError(f"Nothing changed. {error}") from None

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            return False
        return input("Make these changes? [y/N] ").strip().lower() in {"y", "yes"}

    def _show(self, report: Report, verbosity: int):
        self.stdout.write(self.style.MIGRATE_HEADING(report.board))
        if report.changes_nothing:
            self.stdout.write("Nothing to change.")
        for table, counts in report.counts().items():
            parts = [f"{counts[e]} {word}" for e, word in WORDS.items() if counts[e]]
            self.stdout.write(f"  {table}: {', '.join(parts)}")
        self._name(report, verbosity)

    def _name(self, report, verbosity):
        """Changes and kept rows by name; additions only when asked for more."""
        effects = [Effect.CHANGE, Effect.KEEP, Effect.GONE]
        if verbosity > 1:
            effects.insert(0, Effect.ADD)
        for change in report.of(*effects):
            word = WORDS[change.effect]
            self.stdout.write(f"    {word}: {change.table}: {change.name[:120]}")


WORDS = {
    Effect.ADD: "add",
    Effect.CHANGE: "change",
    Effect.LEAVE: "leave as it is",
    Effect.KEEP: "kept your wording",
    Effect.GONE: "no longer in the pack, left as it is",
}


@transaction.atomic
def run(pack, *, dry_run: bool) -> Report:
    """The learning part and the questionnaires of one board, or a trial of both."""
    report = load(pack)
    _load_questionnaires(pack, report)
    if dry_run:
        transaction.set_rollback(True)
    return report


def _load_questionnaires(pack, report):
    board = Board.objects.get(slug=pack.board.slug)
    for facts in pack.questionnaires:
        loaded = load_questionnaire(board=board, facts=facts, scales=pack.scales)
        change = Change("questionnaires", str(loaded.questionnaire), loaded.effect)
        report.changes.append(change)
