"""Addresses of bulletins and of what a board's people want to hear."""

from django.urls import path

from dissemination.views import bulletin_writing, bulletins, feed, subscriptions

ALL = "sharing/bulletins/"
ONE = ALL + "<slug:reference>/"
ITEM = ONE + "pieces/<int:pk>/"
urlpatterns = [
    path(ALL, bulletins.bulletins, name="bulletins"),
    path(f"{ALL}new/", bulletins.bulletin_new, name="bulletin-new"),
    path(f"{ONE}edit/", bulletin_writing.bulletin_edit, name="bulletin-edit"),
    path(f"{ONE}words/", bulletin_writing.bulletin_words, name="bulletin-words"),
    path(
        f"{ONE}words/forget/",
        bulletin_writing.bulletin_words_forget,
        name="bulletin-words-forget",
    ),
    path(f"{ONE}add/<slug:kind>/", bulletin_writing.bulletin_add, name="bulletin-add"),
    path(
        f"{ITEM}edit/", bulletin_writing.bulletin_item_edit, name="bulletin-item-edit"
    ),
    path(
        f"{ITEM}remove/",
        bulletin_writing.bulletin_item_remove,
        name="bulletin-item-remove",
    ),
    path(
        f"{ITEM}<slug:way>/",
        bulletin_writing.bulletin_item_move,
        name="bulletin-item-move",
    ),
    path(
        f"{ONE}addressees/",
        bulletin_writing.bulletin_addressees,
        name="bulletin-addressees",
    ),
    path(f"{ONE}preview/", bulletins.bulletin_preview, name="bulletin-preview"),
    path(f"{ONE}preview/mail/", bulletins.bulletin_mail, name="bulletin-mail"),
    path(f"{ONE}send/", bulletins.bulletin_send, name="bulletin-send"),
    path(f"{ONE}people/", bulletins.bulletin_people, name="bulletin-people"),
    path(ONE, bulletins.bulletin, name="bulletin"),
    path("subscription/", subscriptions.subscription, name="subscription"),
    path("public/rss/", feed.feed, name="feed"),
]
