"""Links to rows of which the person may see only some."""


def set_links(*, record, name: str, chosen, by) -> None:
    """Link what was chosen, and keep linked what the person cannot see."""
    links = getattr(record, name)
    seen = links.model.objects.visible_to(by).values("pk")
    hidden = list(links.exclude(pk__in=seen))
    links.set([*chosen, *hidden])
