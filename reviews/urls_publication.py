"""Addresses of publishing a review, and of what the public reads."""

from django.urls import path

from reviews.views import publication, published, responses

R = "reviews/<slug:reference>/publication/"
PUBLIC = "public/reviews/"
urlpatterns = [
    path(R, publication.publication, name="publication"),
    path(f"{R}screen/", publication.publication_screen, name="publication-screen"),
    path(f"{R}approve/", publication.publication_approve, name="publication-approve"),
    path(
        f"{R}withdraw/", publication.publication_withdraw, name="publication-withdraw"
    ),
    path(f"{R}answers/<int:number>/", responses.response_add, name="response-add"),
    path(f"{R}answers/edit/<int:pk>/", responses.response_edit, name="response-edit"),
    path(
        f"{R}answers/edit/<int:pk>/remove/",
        responses.response_remove,
        name="response-remove",
    ),
    path(PUBLIC, published.published, name="published"),
    path(f"{PUBLIC}<slug:reference>/", published.published_one, name="published-one"),
]
