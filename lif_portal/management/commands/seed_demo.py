"""Fills the demo's boards with synthetic people, learning, rounds and returns."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from boards.models import Board
from lif_portal.demo.seed import is_seeded, seed_board, seed_both_boards


class Command(BaseCommand):
    help = "Make the demo's synthetic data. Boards that have it are left alone."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only a demo (LIF_DEMO=true) may hold made-up people.")
        for board in Board.objects.order_by("slug"):
            if is_seeded(board):
                self.stdout.write(f"{board.slug}: there already")
                continue
            with transaction.atomic():
                seed_board(board)
            self.stdout.write(f"{board.slug}: made")
        seed_both_boards()
