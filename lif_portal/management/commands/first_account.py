"""Makes a board's first business unit officer, who then invites everyone else."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from boards.models import Board, Membership, User
from boards.roles import RoleName


class Command(BaseCommand):
    help = "Make the first account of a board: manage.py first_account BOARD EMAIL NAME"

    def add_arguments(self, parser):
        parser.add_argument("board", help="the board's short name in addresses")
        parser.add_argument("email")
        parser.add_argument("name", help="the person's name, in quotes")

    def handle(self, board, email, name, **options):
        found = _board_without_officers(board)
        user = User(email=email.lower(), full_name=name)
        user.set_password(_checked_password(user))
        with transaction.atomic():
            user.save()
            Membership.objects.create(
                user=user, board=found, role=RoleName.BUSINESS_UNIT
            )
        self.stdout.write(f"{name} may now sign in to {found}.")


def _board_without_officers(slug):
    """The board. Raises CommandError when it has an officer, who can invite."""
    if not (board := Board.objects.filter(slug=slug).first()):
        raise CommandError(f"No board {slug!r}: load it first with load_framework")
    if board.memberships.filter(role=RoleName.BUSINESS_UNIT).exists():
        raise CommandError(
            f"{board} has a business unit officer: ask for an invitation"
        )
    return board


def _checked_password(user):
    """A password typed twice. Raises CommandError with what is wrong."""
    password = getpass("Password: ")
    try:
        validate_email(user.email)
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if User.objects.filter(email=user.email).exists():
        raise CommandError(f"{user.email} has an account already")
    if getpass("The same again: ") != password:
        raise CommandError("The two passwords differ")
    return password
