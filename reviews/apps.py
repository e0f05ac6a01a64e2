"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from boards.one_record import open_to_reviewers


def may_see_reviews(user, board) -> bool:
    """Everybody who holds a role on the board: each sees what is open to them."""
    return board.pk in user.scope.roles


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self):
        add_entry(
            Entry(
                _("Reviews"),
                "reviews:reviews",
                may_see_reviews,
                order=15,
                starts=("reviews/", "review-requests/"),
            )
        )
        open_to_reviewers("reviews:*")
        # Need models, so only once they are there.
        import_module("reviews.panel_access")
        import_module("reviews.own_access")
        import_module("reviews.panel_work")
        import_module("reviews.source_frame")
        import_module("reviews.conditions")
        import_module("reviews.deadlines")
        import_module("reviews.finding_holds")
        import_module("reviews.published")
        import_module("reviews.rota_due")
        import_module("reviews.theme_openings")
        import_module("reviews.thread")
        import_module("reviews.type_panel")
