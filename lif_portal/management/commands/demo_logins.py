"""Whom one may sign in as in the demo: one of each kind on every board."""

from django.core.management.base import BaseCommand

from boards.models import Board, User
from lif_portal.demo.people import DOMAIN, PASSWORD

KINDS = {
    "officer": "business unit officer",
    "chair": "chairs the group that moderates",
    "member": "board member",
    "lead": "agency lead",
    "executive": "agency executive, signs off",
    "contributor": "agency contributor",
    "school": "a school's safeguarding lead",
    "restricted": "member of a restricted group",
    "training": "training officer",
    "practitioner": "practitioner",
}


class Command(BaseCommand):
    help = "Print one login for each kind of person on each board of the demo."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(f'\nEverybody\'s password: "{PASSWORD}"')
        for board in Board.objects.order_by("slug"):
            self._board(board)
        both = User.objects.filter(email=f"both.boards@{DOMAIN}").first()
        if both:
            self.stdout.write(f"\nOn two boards: {both.email}")

    def _board(self, board):
        ending = f"@{board.slug}.{DOMAIN}"
        known = User.objects.filter(email__endswith=ending)
        there = set(known.values_list("email", flat=True))
        self.stdout.write(f"\n{board.name_en}")
        for kind, words in KINDS.items():
            if kind + ending in there:
                self.stdout.write(f"  {kind + ending:52} {words}")
