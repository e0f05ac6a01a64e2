"""A board's feed of what it has opened to the public, for readers and other sites."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boards.public import published
from boards.structure import published_board

SHOWN = 50


class BoardFeed(Feed):
    """Whatever the board's public site shows now with a day, the latest first."""

    feed_type = Rss201rev2Feed
    item_guid_is_permalink = False

    def get_object(self, request, board):
        return published_board(board)

    def title(self, board):
        return _("Learning published by %(name)s") % {"name": board.name}

    def description(self, board):
        return _("Reviews, briefings and reports anybody may read")

    def link(self, board):
        return site(reverse("boards:public-home", args=[board.slug]))

    def feed_url(self, board):
        return site(reverse("dissemination:feed", args=[board.slug]))

    def items(self, board):
        return published(board)[:SHOWN]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.welsh_title or item.title

    def item_link(self, item):
        return site(item.url)

    def item_guid(self, item):
        return site(item.url)

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.day, time()))


def site(path: str) -> str:
    """With the host the portal goes by, whatever name it was asked under."""
    return settings.SITE_ADDRESS + path


@login_not_required
@require_GET
def feed(request, board):
    """Public: only what is open now; what was withdrawn is gone."""
    return BoardFeed()(request, board=board)


feed.is_public = True
