"""What the pages inside a review share: their frame, forms, words not saved yet."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.forms.words import add_errors
from boards.services.unsaved import forget_typed
from boards.views.unsaved import take_up
from learning.services.versions import StaleVersion
from reviews.guards import frame
from reviews.services.questions import Clashes


def page(request, review, here, *, heading, template, above=(), **context):
    """A page of a review; `above` are pages between it and the review's own."""
    slug = review.board.slug
    crumbs = [
        (_("Reviews"), reverse("reviews:reviews", args=[slug])),
        (review.source.title, review.get_absolute_url()),
        *above,
        (heading, ""),
    ]
    shared = {**frame(request, review, here), "crumbs": crumbs, "heading": heading}
    return render(request, template, shared | context)


@dataclass
class Writing:
    """One form of a review on its way in: `name` is where its words are kept."""

    request: object
    review: object
    form: object
    name: str

    def saved(self, write) -> bool:
        """Write what was posted through a service; what it refuses stands in the
        form, with both texts where two people wrote the same."""
        if self.request.method != "POST" or not self.form.is_valid():
            return False
        try:
            write(self.form)
        except StaleVersion as problem:
            self.form.show_stale(problem)
        except Clashes as problem:
            self.form.show_clashes(problem)
        except ValidationError as problem:
            add_errors(self.form, problem)
        else:
            forget_typed(self.review.unsaved, by=self.request.user, page=self.name)
            return True
        return False

    @property
    def context(self) -> dict:
        """What the page needs to show the form, with words kept from before."""
        where = [self.review.board.slug, self.review.reference, self.name]
        return {
            "form": self.form,
            "kept": take_up(
                self.form, self.review.unsaved, self.request.user, page=self.name
            ),
            "differences": getattr(self.form, "differences", []),
            "autosave_url": reverse("reviews:unsaved-words", args=where),
            "forget_url": reverse("reviews:unsaved-words-forget", args=where),
        }


def gone_to(request, url, said=None):
    """Say that it is saved, and go on."""
    messages.success(request, said or _("Saved."))
    return redirect(url)


def address(review, name, *args) -> str:
    """The address of one of the review's pages."""
    return reverse(f"reviews:{name}", args=[review.board.slug, review.reference, *args])
