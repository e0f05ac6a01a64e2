"""A board's own rules for audits: its row, or what its pack says."""

from case_audits.models import AuditSettings
from frameworks.packs import load_pack


def rules_of(board) -> AuditSettings:
    """The board's settings, saved or as its pack begins. One query."""
    found = AuditSettings.objects.filter(board=board).first()
    if found is not None:
        return found
    facts = load_pack(board.pack).case_audits
    return AuditSettings(
        board=board,
        smallest_group=facts.smallest_group,
        follow_up_months=list(facts.follow_up_months),
    )
