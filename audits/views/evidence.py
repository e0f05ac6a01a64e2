"""What a person adds as evidence on a question page."""

from django.core.exceptions import ValidationError

from audits.services.evidencing import attach, keep_evidence


def add_evidence(form, place) -> bool:
    """Put what the form holds beside the answer; errors go back onto the form."""
    if not form.is_valid():
        return False
    try:
        items = [*form.cleaned_data["library"], *_kept(form, place)]
    except ValidationError as problem:
        form.add_error("files", problem.messages)
        return False
    attach(**place.where, by=form.user, evidence=items)
    return True


def _kept(form, place):
    """New items of the agency's library: one for each file, one for the link."""
    said = form.cleaned_data
    files = said["files"]
    life = {name: said[name] for name in ("effective_on", "expires_on")}
    where = {"agency_return": place.agency_return, "by": form.user} | life
    for file in files:
        title = said["title"] if len(files) == 1 and said["title"] else file.name
        yield keep_evidence(**where, title=title[:200], file=file)
    if said["link"]:
        yield keep_evidence(**where, title=said["title"], link=said["link"])
