"""Findings, links and thread of an audit stand among the audit's own pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from case_audits.models import CaseAudit, SingleAudit
from learning.choices import SourceKindChoices
from learning.source_pages import PAGES, Frame, add_frame


def audit_frame(user, source, here) -> Frame | None:
    """The audit's page before those of its source; None for another source."""
    home = _home(user, source)
    if home is None:
        return None
    where = [source.board.slug, source.reference]
    at_home = here in ("case_audits:audit", "case_audits:single")
    pages = [{"text": _("Audit"), "url": home, "current": at_home}]
    pages += [
        {"text": text, "url": reverse(name, args=where), "current": name == here}
        for text, name in PAGES[1:]
    ]
    up = reverse("case_audits:audits", args=[source.board.slug])
    return Frame(home, pages, up, gettext_lazy("Audits"))


def _home(user, source) -> str | None:
    """The first page of the audit a source belongs to."""
    if source.kind == SourceKindChoices.MULTI_AGENCY_AUDIT:
        rows = CaseAudit.objects.visible_to(user).filter(pk=source.pk)
        if rows.exists():
            name, where = "audit", [source.board.slug, source.reference]
            return reverse(f"case_audits:{name}", args=where)
    if source.kind == SourceKindChoices.SINGLE_AGENCY_AUDIT:
        rows = SingleAudit.objects.visible_to(user).filter(source=source)
        found = rows.select_related("board").first()
        return found.get_absolute_url() if found else None
    return None


add_frame(audit_frame)
