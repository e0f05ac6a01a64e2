"""One board's synthetic data from beginning to end."""

from boards.models import Agency, Board, Membership, User
from boards.roles import RoleName
from lif_portal.demo.annual import seed_annual
from lif_portal.demo.annual_published import seed_annual_published
from lif_portal.demo.briefings import seed_briefings
from lif_portal.demo.bulletins import seed_bulletins
from lif_portal.demo.case_audits import seed_case_audits
from lif_portal.demo.deaths import seed_deaths
from lif_portal.demo.deaths_suicide import seed_suicide_learning
from lif_portal.demo.learning import seed_learning, seed_priorities
from lif_portal.demo.people import DOMAIN, seed_people
from lif_portal.demo.performance import seed_figures
from lif_portal.demo.performance_files import seed_files
from lif_portal.demo.performance_talk import seed_figures_talk
from lif_portal.demo.plans import seed_meeting, seed_other_plans
from lif_portal.demo.public import seed_public
from lif_portal.demo.requests import seed_requests
from lif_portal.demo.reviews import Seeding, seed_reviews
from lif_portal.demo.rounds import seed_rounds
from lif_portal.demo.schools import seed_schools
from lif_portal.demo.sharing import seed_sharing
from lif_portal.demo.themes import seed_themes
from lif_portal.demo.themes_returned import seed_themes_returned
from lif_portal.demo.voices import seed_voices
from lif_portal.demo.voices_counted import seed_voices_counted
from lif_portal.demo.work_plan import seed_work_plan


def is_seeded(board: Board) -> bool:
    """Whether the board's officer is there already."""
    return User.objects.filter(email=f"officer@{board.slug}.{DOMAIN}").exists()


def seed_board(board: Board) -> None:
    """People, then what they learnt, asked and answered."""
    seed_schools(board)
    people = seed_people(board)
    seed_priorities(board, people)
    seed_learning(board, people)
    seed_rounds(board, people)
    seed_reviews(board, people)
    seed_themes(board, people)
    seed_case_audits(board, people)
    seed_other_plans(Seeding.without_review(board, people))
    seed_meeting(board, people)
    seed_sharing(board, people)
    seed_work_plan(board, people)
    seed_briefings(board, people)
    seed_requests(board, people)
    seed_figures(board, people)
    seed_files(board, people)
    seed_figures_talk(board, people)
    seed_voices(board, people)
    seed_voices_counted(board, people)
    seed_themes_returned(board, people)
    seed_deaths(board, people)
    seed_suicide_learning(board, people)
    seed_annual(board, people)
    seed_annual_published(board, people)
    seed_bulletins(board, people)
    seed_public(board, people)


def seed_both_boards() -> None:
    """Somebody who leads for one agency on two boards."""
    address = f"both.boards@{DOMAIN}"
    shared = Agency.objects.filter(name_en="West Midlands Police").first()
    if shared is None or User.objects.filter(email=address).exists():
        return
    password = User.objects.filter(email__endswith=f".{DOMAIN}").first().password
    user = User(email=address, full_name="Robin Farr", post="Head of Public Protection")
    user.password = password
    user.save()
    for link in shared.board_links.all():
        Membership.objects.create(
            user=user, board=link.board, agency=shared, role=RoleName.AGENCY_LEAD
        )
